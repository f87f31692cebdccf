using System.Text;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackWebhookTests : SlackEmulatorTest
{
    [Fact]
    public async Task A_webhook_answers_ok_in_plain_text_and_can_not_choose_name_or_channel()
    {
        var (status, body) = await PostAsync(Slack.WebhookUrl, """{"text":"hello","channel":"C0OTHER","username":"someone"}""");

        status.ShouldBe(200);
        body.ShouldBe("ok");
        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Username.ShouldBeNull();
        message.Via.ShouldBe("webhook");
    }

    [Theory]
    [InlineData("{}", 400, "no_text")]
    [InlineData("hello", 400, "invalid_payload")]
    [InlineData("""{"text":"a","blocks":[{"type":"header"}]}""", 400, "invalid_blocks")]
    public async Task A_webhook_refuses_in_plain_text(string json, int status, string text) =>
        (await PostAsync(Slack.WebhookUrl, json)).ShouldBe((status, text));

    [Theory]
    [InlineData("emulatorwebhook", "stale", 403, "invalid_token")]
    [InlineData("B0WEBHOOK", "B0REVOKED", 404, "no_service")]
    [InlineData("T0CROSSCLOUD", "T0OTHER", 404, "no_team")]
    public async Task A_webhook_that_is_not_the_workspaces_is_refused(string part, string wrong, int status, string text)
    {
        var url = new Uri(Slack.WebhookUrl.ToString().Replace(part, wrong, StringComparison.Ordinal));

        (await PostAsync(url, """{"text":"a"}""")).ShouldBe((status, text));
    }

    [Fact]
    public async Task A_webhook_of_an_archived_channel_refuses()
    {
        await using var slack = await SlackEmulator.StartAsync(
            new SlackEmulatorOptions { Channels = [new("C0ALERTS", "alerts") { IsArchived = true }] });

        (await PostAsync(slack.WebhookUrl, """{"text":"a"}""")).ShouldBe((410, "channel_is_archived"));
    }

    [Fact]
    public async Task A_message_of_a_webhook_is_not_the_bots_to_edit()
    {
        await PostAsync(Slack.WebhookUrl, """{"text":"a"}""");

        var answer = await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{Slack.Messages(Alerts)[0].Ts}}","text":"b"}""");

        answer.Error().ShouldBe("cant_update_message");
    }

    private async Task<(int Status, string Body)> PostAsync(Uri url, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(url, content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
