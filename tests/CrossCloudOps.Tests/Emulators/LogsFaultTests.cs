using System.Net;
using System.Text;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using CrossCloudOps.Emulators;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Faults, quotas and refusals that a test can order.</summary>
public sealed class LogsFaultTests : LogsEmulatorTest
{
    private static readonly FilterLogEventsRequest Filter = new() { LogGroupName = "orders" };

    [Fact]
    public async Task A_denied_group_refuses_everything_until_it_is_allowed_again()
    {
        var group = Emulator.CreateGroup("orders");
        Emulator.Deny("orders");

        var byName = await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => Logs.FilterLogEventsAsync(Filter));
        await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupIdentifier = group.Arn }));

        byName.ErrorCode.ShouldBe("AccessDeniedException");
        byName.Message.ShouldContain($"not authorized to perform: logs:FilterLogEvents on resource: {group.Arn}");
        Emulator.Allow("orders");
        await Logs.FilterLogEventsAsync(Filter);
    }

    [Fact]
    public async Task More_calls_than_the_quota_of_a_second_are_throttled()
    {
        Emulator.CreateGroup("orders");
        Emulator.Quotas.Set("FilterLogEvents", 2);

        await Logs.FilterLogEventsAsync(Filter);
        Clock.Advance(TimeSpan.FromMilliseconds(600));
        await Logs.FilterLogEventsAsync(Filter);
        var throttled = await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => Logs.FilterLogEventsAsync(Filter));

        (throttled.ErrorCode, throttled.Message, throttled.StatusCode).ShouldBe(("ThrottlingException", "Rate exceeded", HttpStatusCode.BadRequest));
        await Logs.DescribeLogGroupsAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(400));
        await Logs.FilterLogEventsAsync(Filter);
        await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => Logs.FilterLogEventsAsync(Filter));
        Emulator.Quotas.Clear();
        await Logs.FilterLogEventsAsync(Filter);
        Emulator.Calls.Count("FilterLogEvents", "orders").ShouldBe(6);
    }

    [Fact]
    public async Task Throttling_is_tried_again_by_a_client_that_may()
    {
        Emulator.CreateGroup("orders").Put("a", "1");
        Emulator.Faults.Add(new Fault(FaultKind.Answer) { Operation = "FilterLogEvents", Status = 400, Code = "ThrottlingException", Times = 1 });
        using var patient = Client(Emulator.Endpoint, retries: 2);

        (await patient.FilterLogEventsAsync(Filter)).Events.ShouldHaveSingleItem();

        Emulator.Calls.Count("FilterLogEvents").ShouldBe(2);
    }

    [Fact]
    public async Task A_call_dropped_before_did_not_happen_and_one_dropped_after_did()
    {
        Emulator.Faults.Add(new Fault(FaultKind.DropBefore) { Times = 1 });
        await Should.ThrowAsync<Exception>(() => Logs.CreateLogGroupAsync(new CreateLogGroupRequest("orders")));
        Emulator.Groups.ShouldBeEmpty();
        Emulator.Faults.Add(new Fault(FaultKind.DropAfter) { Times = 1 });

        await Should.ThrowAsync<Exception>(() => Logs.CreateLogGroupAsync(new CreateLogGroupRequest("orders")));

        Emulator.Groups.ShouldHaveSingleItem().Name.ShouldBe("orders");
    }

    [Fact]
    public async Task Any_answer_can_be_ordered()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Answer) { Status = 503, Code = "ServiceUnavailableException" });
        await Should.ThrowAsync<ServiceUnavailableException>(() => Logs.FilterLogEventsAsync(Filter));
        Emulator.Faults.Clear();
        Emulator.Faults.Add(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(20) });

        (await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.FilterLogEventsAsync(Filter))).Message.ShouldBe("The specified log group does not exist.");
    }

    [Theory]
    [InlineData("Logs_20140328.FilterLogEvents", "{", true, "SerializationException")]
    [InlineData("Logs_20140328.FilterLogEvents", "null", true, "SerializationException")]
    [InlineData("Logs_20140328.FilterLogEvents", """{"limit":"many"}""", true, "SerializationException")]
    [InlineData("Logs_20140328.DeleteLogGroup", "{}", true, "UnknownOperationException")]
    [InlineData("Nonsense", "{}", true, "UnknownOperationException")]
    [InlineData("Logs_20140328.FilterLogEvents", "{}", false, "MissingAuthenticationTokenException")]
    public async Task What_cannot_be_understood_is_refused_in_the_words_of_the_protocol(string target, string body, bool withSignature, string error)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Emulator.Endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        if (withSignature)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260105/eu-central-1/logs/aws4_request, SignedHeaders=host, Signature=0");
        }

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-amz-json-1.1");
        (await response.Content.ReadAsStringAsync()).ShouldStartWith($$"""{"__type":"{{error}}","message":""");
    }
}
