using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Reading;

public sealed class ErrorReaderTests
{
    private const string Id = "5b1f3a8e-7c52-4d09-9d4e-3f1a9be0c771";

    [Theory]
    [InlineData($"2026-03-02T10:15:42.118Z\t{Id}\tERROR\tsold out", Id)]
    [InlineData($"[ERROR]\t2026-03-02T10:15:42.118Z\t{Id}\tsold out", Id)]
    [InlineData($"START RequestId: {Id} Version: 3", Id)]
    [InlineData($"END RequestId: {Id}", Id)]
    [InlineData($"REPORT RequestId: {Id}\tDuration: 1.00 ms", Id)]
    [InlineData($"RequestId: {Id} Error: Runtime exited with error: exit status 1", Id)]
    [InlineData($"2026-03-02T10:15:42.118Z {Id} Task timed out after 3.00 seconds", Id)]
    [InlineData($"{{\"requestId\":\"{Id}\"}}", Id)]
    [InlineData($"{{\"function_request_id\": \"{Id}\"}}", Id)]
    [InlineData($"{{\"awsRequestId\":\"{Id}\"}}", Id)]
    [InlineData($"{{\"aws_request_id\":\"{Id}\"}}", Id)]
    [InlineData($"{{\"type\":\"platform.start\",\"record\":{{\"requestId\":\"{Id}\"}}}}", Id)]
    [InlineData($"{{\"message\":\"{{\\\"requestId\\\":\\\"{Id}\\\"}}\"}}", Id)]
    [InlineData($"order {Id} is sold out", null)]
    [InlineData($"{{\"orderId\":\"{Id}\"}}", null)]
    [InlineData($"RequestId: {Id}7", null)]
    [InlineData("RequestId: 5b1f3a8e", null)]
    [InlineData("", null)]
    public void Finds_the_request_id_and_no_other_id(string message, string? id) => ErrorReader.RequestIdOf(message).ShouldBe(id);

    [Fact]
    public void Text_is_joined_and_harmless()
    {
        LogEvent[] events = [new("1", 0, "\u001b]0;title\u0007\u001b[31mjava.lang.Error: a\0b \ud83d\u001b[0m\r\n"), new("2", 0, "INFO other"), new("3", 1, "\tat a.b.C.d(C.java:1)")];
        var error = new ErrorReader().Read(events).First();

        var text = ErrorReader.TextOf(error, events);

        text.ShouldBe("java.lang.Error: a b \ufffd\n\tat a.b.C.d(C.java:1)");
    }

    [Fact]
    public void Lines_within_an_invocation_are_of_its_request()
    {
        LogEvent[] events = [new("1", 0, $"START RequestId: {Id} Version: 3"), new("2", 1, "ERROR sold out"), new("3", 2, $"REPORT RequestId: {Id}\tDuration: 1.00 ms"), new("4", 3, "ERROR sold out")];

        var errors = new ErrorReader().Read(events).ToList();

        errors.Select(static e => e.RequestId).ShouldBe([Id, Id, Id, null]);
    }

    [Fact]
    public void Frames_of_another_request_are_not_joined()
    {
        LogEvent[] events =
        [
            new("1", 0, $"2026-03-02T10:15:42.118Z\t{Id}\tERROR\tError: sold out"),
            new("2", 0, $"2026-03-02T10:15:42.118Z\t{Id.Replace('5', '6')}\tERROR\t    at sell (/app/sell.js:1:2)"),
            new("3", 5000, $"2026-03-02T10:15:47.118Z\t{Id}\tERROR\t    at sell (/app/sell.js:1:2)"),
        ];

        var errors = new ErrorReader().Read(events).ToList();

        errors.Select(static e => string.Join(' ', e.Events)).ShouldBe(["0 2", "1"]);
    }

    [Fact]
    public void One_reader_reads_several_streams()
    {
        var reader = new ErrorReader();
        LogEvent[] first = [new("1", 0, "java.lang.Error: a")];
        LogEvent[] second = [new("2", 0, "\tat a.b.C.d(C.java:1)")];

        var errors = reader.Read(first).Concat(reader.Read(second)).ToList();

        errors.Count.ShouldBe(2);
    }
}
