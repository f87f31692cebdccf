using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>What the stub answers a request with.</summary>
internal sealed record Answer(int Status, string Body, string? QueryError = null)
{
    /// <summary>The connection is cut.</summary>
    public static readonly Answer Cut = new(0, "");

    /// <summary>None comes.</summary>
    public static readonly Answer Never = new(-1, "");

    public static Answer Ok(string body) => new(200, body);

    public static Answer Error(int status, string code, string message, string? queryError = null) =>
        new(status, $$"""{"__type":"com.amazonaws.sqs#{{code}}","message":"{{message}}"}""", queryError);
}

/// <summary>What came to the stub.</summary>
internal sealed record SqsRequest(string Line, Dictionary<string, string> Headers, string Body)
{
    public void ShouldCarry(string json) => JsonNode.DeepEquals(JsonNode.Parse(Body), JsonNode.Parse(json)).ShouldBeTrue(Body);
}

/// <summary>Gives the answers it was started with, one a request, and keeps the requests.</summary>
internal sealed class SqsStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Answer> _answers;
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqsStub(Answer[] answers)
    {
        _answers = new(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public AmazonSQSClient Client => Make(retries: null);

    public ConcurrentQueue<SqsRequest> Requests { get; } = new();

    public Task FirstRequest => _firstRequest.Task;

    public static async Task<SqsStub> StartAsync(params Answer[] answers)
    {
        var stub = new SqsStub(answers);
        await stub._app.StartAsync();
        return stub;
    }

    public AmazonSQSClient Make(int? retries)
    {
        var config = new AmazonSQSConfig { ServiceURL = _app.Urls.Single(), AuthenticationRegion = "eu-central-1" };
        if (retries is { } most)
        {
            config.MaxErrorRetry = most;
        }

        return new AmazonSQSClient("AKIDEXAMPLE", "secret", config);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new SqsRequest($"{context.Request.Method} {context.Request.Path}", headers, await reader.ReadToEndAsync()));
        _firstRequest.TrySetResult();
        if (!_answers.TryDequeue(out var answer) || answer == Answer.Cut)
        {
            context.Abort();
            return;
        }

        if (answer == Answer.Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.Headers["x-amzn-RequestId"] = "req-1";
        if (answer.QueryError is not null)
        {
            context.Response.Headers["x-amzn-query-error"] = answer.QueryError;
        }

        await context.Response.WriteAsync(answer.Body);
    }
}
