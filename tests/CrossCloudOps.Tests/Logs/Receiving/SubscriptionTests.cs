using System.Net;
using System.Text;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>What a function passes on that CloudWatch Logs calls.</summary>
public sealed class SubscriptionTests
{
    private static readonly (string Name, string Value) Key = ("x-api-key", LogsStack.Key);

    [Theory]
    [InlineData("x-api-key", LogsStack.Key)]
    [InlineData("X-Amz-Firehose-Access-Key", LogsStack.OtherKey)]
    [InlineData("Authorization", $"Bearer {LogsStack.Key}")]
    [InlineData("Authorization", $"bearer {LogsStack.OtherKey}")]
    public async Task Events_are_taken_with_a_key_in_any_of_the_headers(string header, string value)
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.PostAsync("subscription", Body(FirehoseBatch.Record("ERROR a", "ERROR a")), (header, value));

        (answer.Status, answer.Text, answer.ContentType).ShouldBe((HttpStatusCode.OK, """{"events":2}""", "application/json"));
        (await logs.OnlyFindAsync()).Sample.Text.ShouldBe("ERROR a");
    }

    [Theory]
    [InlineData("x-api-key", "wrong-key-of-firehose")]
    [InlineData("Authorization", LogsStack.Key)]
    [InlineData("Authorization", $"Basic {LogsStack.Key}")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("X-Other", LogsStack.Key)]
    public async Task Without_a_key_nothing_of_it_is_read(string header, string value)
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.PostAsync("subscription", [0xFF], (header, value));

        (answer.Status, answer.Text).ShouldBe((HttpStatusCode.Unauthorized, """{"error":{"code":"wrong_key","message":"The access key is missing or wrong."}}"""));
    }

    [Fact]
    public async Task Sent_again_it_changes_nothing_and_something_else_has_another_name()
    {
        await using var logs = await LogsStack.StartAsync();
        await logs.PostAsync("subscription", Body(FirehoseBatch.Record("ERROR a")), Key);
        var before = (await logs.ArrivedAsync()).Keys.ToList();

        await logs.PostAsync("subscription", Body(FirehoseBatch.Record("ERROR a")), Key);
        (await logs.ArrivedAsync()).Keys.ShouldBe(before);

        await logs.PostAsync("subscription", Body(FirehoseBatch.Record("ERROR b")), Key);
        (await logs.ArrivedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_control_message_holds_no_events()
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.PostAsync("subscription", Body(FirehoseBatch.Gzip("""{"messageType":"CONTROL_MESSAGE","logEvents":[]}""")), Key);

        (answer.Status, answer.Text).ShouldBe((HttpStatusCode.OK, """{"events":0}"""));
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("{}", "body")]
    [InlineData("""{"awslogs":7}""", "body")]
    [InlineData("""{"awslogs":{"data":7}}""", "body")]
    [InlineData("""{"awslogs":{"data":"H4sI"}""", "body")]
    [InlineData("""{"awslogs":{"data":"no base64"}}""", "data")]
    [InlineData("""{"awslogs":{"data":"H4sIAAAA"}}""", "data")]
    [InlineData("""{"awslogs":{"data":"RVJST1I="}}""", "data")]
    public async Task What_is_no_payload_is_refused(string body, string code)
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.PostAsync("subscription", Encoding.UTF8.GetBytes(body), Key);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, code));
        (await logs.Store.ListAsync("logs/", default).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task While_the_store_is_down_the_sender_is_told_to_send_it_again()
    {
        await using var logs = await LogsStack.StartAsync(new CrashPoint(1, afterEffect: false));

        var answer = await logs.PostAsync("subscription", Body(FirehoseBatch.Record("ERROR a")), Key);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "unavailable"));
    }

    private static byte[] Body(byte[] data) => Encoding.UTF8.GetBytes($$$"""{"awslogs":{"data":"{{{Convert.ToBase64String(data)}}}"}}""");
}
