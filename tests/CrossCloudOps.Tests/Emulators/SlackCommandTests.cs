using System.Text;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackCommandTests : SlackEmulatorTest
{
    private readonly ManualTime _time = new();

    protected override SlackEmulatorOptions Options => new() { TimeProvider = _time, SigningSecret = "another-signing-secret" };

    [Fact]
    public async Task A_command_is_plain_form_fields_and_signed_at_the_emulators_time()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.CommandsUrl = app.Url;

        await Slack.CommandAsync("U0OPERATOR", "alerts", "/ops", "pause orders & more");

        var request = app.Requests.ShouldHaveSingleItem();
        request.Form["command"].ShouldBe("/ops");
        request.Form["text"].ShouldBe("pause orders & more");
        request.Form["channel_id"].ShouldBe(Alerts);
        request.Form["user_name"].ShouldBe("olivia");
        request.Form["team_id"].ShouldBe("T0CROSSCLOUD");
        var timestamp = request.Headers["X-Slack-Request-Timestamp"];
        timestamp.ShouldBe(_time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers["X-Slack-Signature"].ShouldBe(
            SlackRequestSigner.Sign("another-signing-secret", _time.GetUtcNow().ToUnixTimeSeconds(), request.Body));
    }

    [Theory]
    [InlineData("paused", "U0OPERATOR")]
    [InlineData("""{"text":"paused"}""", "U0OPERATOR")]
    [InlineData("""{"text":"paused","response_type":"in_channel"}""", null)]
    public async Task The_answer_to_a_command_is_shown_to_whom_it_is_for(string answer, string? onlyTo)
    {
        await using var app = await ListeningApp.StartAsync();
        app.Answer = answer;
        Slack.CommandsUrl = app.Url;

        await Slack.CommandAsync("U0OPERATOR", "alerts", "/ops", "status");

        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Text.ShouldBe("paused");
        message.EphemeralTo.ShouldBe(onlyTo);
    }

    [Fact]
    public async Task An_empty_answer_shows_nothing()
    {
        await using var app = await ListeningApp.StartAsync();
        app.Answer = "";
        Slack.CommandsUrl = app.Url;

        (await Slack.CommandAsync("U0OPERATOR", "alerts", "/ops", "status")).Status.ShouldBe(200);

        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(30, 200)]
    [InlineData(31, 404)]
    public async Task A_response_url_lasts_thirty_minutes(int minutes, int status)
    {
        await using var app = await ListeningApp.StartAsync();
        app.Answer = "";
        Slack.CommandsUrl = app.Url;
        await Slack.CommandAsync("U0OPERATOR", "alerts", "/ops", "status");

        _time.Advance(TimeSpan.FromMinutes(minutes));

        using var content = new StringContent("""{"text":"later"}""", Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(app.Requests[0].Form["response_url"]), content);
        ((int)response.StatusCode).ShouldBe(status);
        Slack.Messages(Alerts).Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Fact]
    public void A_signature_is_the_one_of_Slacks_own_example()
    {
        const string Body =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        SlackRequestSigner.Sign("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, Body)
            .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }
}
