using System.Net;
using System.Text;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary><c>GET /api/status/dead-letters/{queue}/{kind}/{id}</c></summary>
public sealed class DeadLetterPageTests
{
    /// <summary>What Amazon's extended client for large messages sends: the body itself is in the bucket, and stays there.</summary>
    private const string Pointer = """["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"large-orders","s3Key":"7d0b"}]""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_all_that_the_archive_holds_from_the_status_page_on_and_leads_back(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        var body = $$"""{"type":"OrderPlaced","lines":"{{string.Concat(Enumerable.Repeat("a line of it, ", 4000))}}the end"}""";
        stack.DeadLetterQueue.Seed([stack.DeadLetter(body)]);
        await app.CollectAndNotifyAsync();

        var page = await PageVisit.ToAsync(app, Address((await PageVisit.ToAsync(app)).Links));

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Says.ShouldStartWith("Status Dead letter ");
        page.Says.ShouldContain($"in orders-dlq{stack.Suffix} it waits for somebody");
        page.Says.ShouldContain("a line of it, the end\" }");
        page.Says.ShouldContain("ApproximateReceiveCount = 4");
        page.Links[0].ShouldBe("../../../../status");
        new Uri(new Uri(app.Address, Address((await PageVisit.ToAsync(app)).Links)), page.Links[0]).AbsolutePath.ShouldBe("/api/status");
    }

    [Fact]
    public async Task Tells_who_sent_it_back_and_redacts_what_Slack_may_not_show()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","password":"hunter2","note":"<img src=x onerror=alert(1)> \u202e"}""");
        await app.CollectAndNotifyAsync();
        var address = Address((await PageVisit.ToAsync(app)).Links);
        await app.SendBackAsync();

        var page = await PageVisit.ToAsync(app, address);

        page.Says.ShouldContain($"{Stack.Operator} sent it back");
        page.Says.ShouldContain($"Sent back by {Stack.Operator}, to orders, as ");
        page.Html.ShouldNotContain("hunter2");
        page.Html.ShouldContain("[redacted");
        page.Html.ShouldNotContain("<img");
        page.Html.ShouldContain("&lt;img src=x onerror=alert(1)&gt; \ufffd");
    }

    [Fact]
    public async Task Tells_every_act_with_who_when_and_what_came_of_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","n":1}""");
        await app.CollectAndNotifyAsync();
        var address = Address((await PageVisit.ToAsync(app)).Links);
        stack.Sqs.Deny("orders");
        await app.SendBackAsync();
        (await PageVisit.ToAsync(app, address)).Says.ShouldMatch($@"What was done, oldest first 2026-01-05 \d\d:\d\d:\d\d UTC {Stack.Operator} send-back: \S+ Body ");
        stack.Sqs.Allow("orders");
        stack.Time.Advance(TimeSpan.FromDays(2));

        await app.SendBackAsync(Stack.OtherOperator);

        (await PageVisit.ToAsync(app, address)).Says.ShouldMatch(
            $@"What was done, oldest first 2026-01-05 \d\d:\d\d:\d\d UTC {Stack.Operator} send-back: \S+ 2026-01-07 \d\d:\d\d:\d\d UTC {Stack.OtherOperator} send-back: sent as \S+ Body ");
        stack.Seed("""{"type":"OrderPlaced","n":2}""");
        await app.CollectAsync();
        (await PageVisit.ToAsync(app, Address((await PageVisit.ToAsync(app)).Links))).Says.ShouldNotContain("What was done");
    }

    [Fact]
    public async Task Shows_bytes_whole_and_secrets_in_them_not_even_in_base64()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var bytes = Enumerable.Range(0, 700).Select(static n => (byte)((n * 7) + 128)).ToArray();
        var secret = Encoding.UTF8.GetBytes("""{"password":"hunter2-hunter2"}""");
        stack.DeadLetterQueue.Seed([stack.DeadLetter(Pointer) with
        {
            Attributes = new Dictionary<string, SqsAttributeValue> { ["proto"] = new("Binary.protobuf", null, bytes), ["login"] = new("Binary", null, secret), ["tenant"] = "acme" },
        }]);
        await app.CollectAndNotifyAsync();

        var page = await PageVisit.ToAsync(app, Address((await PageVisit.ToAsync(app)).Links));

        page.Says.ShouldContain($"proto (Binary.protobuf) = 700 bytes, in base64: {Convert.ToBase64String(bytes)} tenant (String) = acme");
        page.Says.ShouldContain("login (Binary) = 30 bytes, of which something is redacted: ");
        page.Html.ShouldNotContain("hunter2");
        page.Html.ShouldNotContain(Convert.ToBase64String(secret));
        page.Says.ShouldContain("PayloadS3Pointer\", { \"s3BucketName\": \"large-orders\", \"s3Key\": \"7d0b\" } ]");
    }

    [Fact]
    public async Task Is_not_there_for_names_that_are_none()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced"}""");
        await app.CollectAndNotifyAsync();
        var known = Address((await PageVisit.ToAsync(app)).Links);

        foreach (var address in new[]
        {
            $"{known}0", known.Replace("orders", "bills", StringComparison.Ordinal), known.Replace(".2F", "%252F", StringComparison.Ordinal),
            "/api/status/dead-letters/a/b/c", "/api/status/dead-letters/%3Cscript%3E/b/1-c", "/api/status/dead-letters/..%2f..%2fproblems/x/1-y", "/api/status/dead-letters/a/%01/1-%0a",
        })
        {
            var page = await PageVisit.ToAsync(app, address);

            page.Status.ShouldBe(HttpStatusCode.NotFound, address);
            page.Says.ShouldStartWith("There is no such page");
            page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        }
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_named()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced"}""");
        await app.CollectAndNotifyAsync();
        var address = Address((await PageVisit.ToAsync(app)).Links);
        var name = await app.Store.ListAsync(DeadLetterId.OpenIn(SqsQueue.KeyOf(stack.DeadLetterQueue.Url)), default).Select(static d => d.Name).SingleAsync();
        await app.Store.WriteAsync(name, "{"u8.ToArray(), default);

        var page = await PageVisit.ToAsync(app, address);

        page.Says.ShouldContain("a document cannot be read, and is kept as it is: open/");
    }

    private static string Address(IReadOnlyList<string> links) => $"/api/{links.First(static l => l.StartsWith("status/dead-letters/", StringComparison.Ordinal))}";
}
