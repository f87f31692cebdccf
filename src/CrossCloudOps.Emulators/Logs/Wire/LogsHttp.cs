using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Logs.Groups;
using CrossCloudOps.Emulators.Logs.Operations;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Logs.Wire;

/// <summary>From request to answer, in AWS JSON 1.1.</summary>
internal sealed class LogsHttp(LogsAccount account, PageSplits splits, LogsEmulator emulator, IamEmulator iam) : IAwsService
{
    private const string Prefix = "Logs_20140328.";

    private readonly LogsOperations _operations = new(account, splits);

    public string SigningName => "logs";

    public bool Recognizes(HttpRequest request) => request.Headers["X-Amz-Target"].ToString().StartsWith(Prefix, StringComparison.Ordinal);

    public void ListensAt(Uri endpoint) => account.Endpoint = endpoint;

    public async Task AnswerAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request);
        var operation = OperationOf(context.Request);
        var (request, error) = Understand(context.Request, operation, body);
        var fault = operation is null ? null : Count(operation, request);
        if (fault?.Kind == FaultKind.DropBefore)
        {
            context.Abort();
            return;
        }

        var answer = new ArrayBufferWriter<byte>(4096);
        try
        {
            await CheckAsync(context.Request, operation, request, fault, error);
            using var writer = new Utf8JsonWriter(answer, LogsJson.Writing);
            operation!.Run(_operations, request!, writer);
        }
        catch (LogsException refusal)
        {
            Refuse(context.Response, refusal, answer);
        }

        if (fault?.Kind == FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.BodyReader.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    private static LogsOperation? OperationOf(HttpRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target.StartsWith(Prefix, StringComparison.Ordinal) ? LogsOperation.ByName.GetValueOrDefault(target[Prefix.Length..]) : null;
    }

    private static (LogsRequest? Request, LogsException? Error) Understand(HttpRequest request, LogsOperation? operation, byte[] body)
    {
        if (request.Headers.Authorization.Count == 0)
        {
            return (null, LogsErrors.MissingAuthenticationToken());
        }

        try
        {
            return operation is null ? (null, LogsErrors.UnknownOperation()) : (operation.Read(body), null);
        }
        catch (JsonException fault)
        {
            return (null, LogsErrors.MalformedInput(fault.Path is null ? "The body is not a JSON object." : $"The value at {fault.Path} is not valid."));
        }
    }

    private static void Refuse(HttpResponse response, LogsException refusal, ArrayBufferWriter<byte> answer)
    {
        answer.ResetWrittenCount();
        response.StatusCode = refusal.Status;
        response.Headers.RetryAfter = refusal.RetryAfter?.ToString(CultureInfo.InvariantCulture);
        using var writer = new Utf8JsonWriter(answer, LogsJson.Writing);
        writer.WriteStartObject();
        writer.WriteString("__type"u8, refusal.Code);
        writer.WriteString("message"u8, refusal.Message);
        writer.WriteEndObject();
    }

    private Fault? Count(LogsOperation operation, LogsRequest? request)
    {
        var group = request?.LogGroupName ?? request?.LogGroupIdentifier;
        emulator.Calls.Add(operation.Name, group is null ? null : account.Find(group)?.Name ?? group);
        return emulator.Faults.Take(operation.Name);
    }

    private async ValueTask CheckAsync(HttpRequest http, LogsOperation? operation, LogsRequest? request, Fault? fault, LogsException? error)
    {
        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, http.HttpContext.RequestAborted);
        }

        if (fault?.Kind == FaultKind.Answer)
        {
            throw LogsErrors.Ordered(fault);
        }

        if (operation is not null && !emulator.Quotas.Allows(operation.Name))
        {
            throw LogsErrors.Throttled();
        }

        if (error is not null)
        {
            throw error;
        }

        var group = request!.LogGroupName ?? request.LogGroupIdentifier;
        if (group is not null && account.IsDenied(group))
        {
            throw LogsErrors.AccessDenied(new IamRefusal(IamEmulator.UserOf(account.AccountId), LogsRights.Of(operation!.Name, request, account)));
        }

        if (iam.CallerOf(http)?.Refusal([LogsRights.Of(operation!.Name, request, account)]) is { } refusal)
        {
            throw LogsErrors.AccessDenied(refusal);
        }
    }
}
