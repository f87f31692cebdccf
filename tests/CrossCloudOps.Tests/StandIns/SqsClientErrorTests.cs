using System.Net;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>What this project relies on in the SQS client when something goes wrong: which exception, and what is tried again.</summary>
public sealed class SqsClientErrorTests
{
    private const string QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

    [Fact]
    public async Task A_modelled_error_has_its_own_class_and_the_code_of_the_old_protocol()
    {
        await using var stub = await SqsStub.StartAsync(
            Answer.Error(400, "QueueDoesNotExist", "gone", "AWS.SimpleQueueService.NonExistentQueue;Sender"));

        var exception = await Should.ThrowAsync<QueueDoesNotExistException>(() => stub.Client.ReceiveMessageAsync(QueueUrl));

        exception.Message.ShouldBe("gone");
        exception.ErrorCode.ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
        exception.ErrorType.ShouldBe(ErrorType.Sender);
        exception.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        exception.RequestId.ShouldBe("req-1");
    }

    [Theory]
    [InlineData("ReceiptHandleIsInvalid")]
    [InlineData("AccessDeniedException")]
    public async Task An_error_that_the_operation_does_not_model_has_the_general_class_and_its_code(string code)
    {
        await using var stub = await SqsStub.StartAsync(Answer.Error(403, code, "no"));

        var exception = await Should.ThrowAsync<AmazonSQSException>(() => stub.Client.ReceiveMessageAsync(QueueUrl));

        exception.GetType().ShouldBe(typeof(AmazonSQSException));
        exception.ErrorCode.ShouldBe(code);
        exception.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_answer_that_is_not_json_is_an_error_of_the_service()
    {
        await using var stub = await SqsStub.StartAsync(new Answer(502, "<html>Bad gateway</html>"));

        var exception = await Should.ThrowAsync<AmazonSQSException>(() => stub.Make(retries: 0).ReceiveMessageAsync(QueueUrl));

        exception.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_server_error_is_tried_again()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Error(500, "InternalFailure", "oops"), Answer.Ok("""{"QueueUrl":"u"}"""));

        var response = await stub.Client.GetQueueUrlAsync("orders");

        response.QueueUrl.ShouldBe("u");
        stub.Requests.Select(request => request.Headers["amz-sdk-request"]).ShouldBe(["attempt=1; max=3", "attempt=2; max=3"]);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Cut, Answer.Ok("""{"QueueUrl":"u"}"""));

        var response = await stub.Client.GetQueueUrlAsync("orders");

        response.QueueUrl.ShouldBe("u");
        stub.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Throttling_is_tried_again()
    {
        await using var stub = await SqsStub.StartAsync(
            Answer.Error(400, "RequestThrottled", "slow down"), Answer.Ok("""{"QueueUrl":"u"}"""));

        var response = await stub.Client.GetQueueUrlAsync("orders");

        response.QueueUrl.ShouldBe("u");
        stub.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500, "InternalFailure", typeof(AmazonSQSException))]
    [InlineData(400, "RequestThrottled", typeof(RequestThrottledException))]
    public async Task Nothing_is_tried_again_where_retries_are_off(int status, string code, Type type)
    {
        await using var stub = await SqsStub.StartAsync(Answer.Error(status, code, "no"), Answer.Ok("{}"));

        var exception = await Should.ThrowAsync<AmazonSQSException>(() => stub.Make(retries: 0).SendMessageAsync(QueueUrl, "hello"));

        exception.GetType().ShouldBe(type);
        stub.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refused_connection_is_an_http_error()
    {
        var stub = await SqsStub.StartAsync();
        using var client = stub.Make(retries: 0);
        await stub.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => client.ReceiveMessageAsync(QueueUrl));
    }

    [Fact]
    public async Task A_call_under_way_can_be_cancelled()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Never);
        using var cancellation = new CancellationTokenSource();

        var call = stub.Client.ReceiveMessageAsync(QueueUrl, cancellation.Token);
        await stub.FirstRequest;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        stub.Requests.ShouldHaveSingleItem();
    }
}
