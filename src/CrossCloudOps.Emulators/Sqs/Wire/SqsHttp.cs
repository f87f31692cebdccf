using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>From request to answer.</summary>
internal sealed class SqsHttp(SqsAccount account, Faults faults, AwsCalls calls, IamEmulator iam) : IAwsService
{
    private const int LargestKept = 1 << 20;

    private readonly SqsOperations _operations = new(account);
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    public string SigningName => "sqs";

    public bool Recognizes(HttpRequest request) => request.Headers["X-Amz-Target"].ToString().StartsWith(JsonCall.Prefix, StringComparison.Ordinal);

    public void ListensAt(Uri endpoint) => account.Endpoint = endpoint;

    public async Task AnswerAsync(HttpContext context)
    {
        var buffer = _buffers.TryTake(out var kept) ? kept : new ArrayBufferWriter<byte>(4096);
        await AnswerAsync(context, await ReadAsync(context.Request), buffer);
        if (buffer.Capacity <= LargestKept)
        {
            buffer.ResetWrittenCount();
            _buffers.Add(buffer);
        }
    }

    private async Task AnswerAsync(HttpContext context, Understood understood, ArrayBufferWriter<byte> buffer)
    {
        var (call, operation, request, error) = understood;
        var requestId = Guid.NewGuid().ToString();
        var fault = operation is null ? null : Count(operation, request);
        if (fault?.Kind == FaultKind.DropBefore)
        {
            context.Abort();
            return;
        }

        try
        {
            if (error is not null)
            {
                throw error;
            }

            await CheckAsync(call, operation!, request!, fault, context.RequestAborted);
            call.WriteAnswer(operation!, await operation!.RunAsync(_operations, request!, context.RequestAborted), requestId, buffer);
        }
        catch (SqsException refusal)
        {
            Refuse(context.Response, call, refusal, requestId, buffer);
        }

        if (fault?.Kind == FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        context.Response.Headers["x-amzn-RequestId"] = requestId;
        context.Response.ContentType = call.ContentType;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static void Refuse(HttpResponse response, WireCall call, SqsException refusal, string requestId, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        response.StatusCode = refusal.Status;
        response.Headers.RetryAfter = refusal.RetryAfter?.ToString(CultureInfo.InvariantCulture);
        call.AddErrorHeaders(refusal, response.Headers);
        call.WriteError(refusal, requestId, buffer);
    }

    private static async Task<Understood> ReadAsync(HttpRequest request)
    {
        ReadResult body;
        while (true)
        {
            body = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (body.IsCompleted)
            {
                break;
            }

            request.BodyReader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
        }

        // The body's memory is the server's again after AdvanceTo, so everything is read out of it here.
        var understood = Understood.From(request, body.Buffer);
        request.BodyReader.AdvanceTo(body.Buffer.End);
        return understood;
    }

    private Fault? Count(Operation operation, SqsRequest? request)
    {
        calls.Add(operation.Name, QueueName(request));
        return faults.Take(operation.Name);
    }

    private async ValueTask CheckAsync(WireCall call, Operation operation, SqsRequest request, Fault? fault, CancellationToken cancellationToken)
    {
        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, cancellationToken);
        }

        if (fault?.Kind == FaultKind.Answer)
        {
            throw SqsErrors.Ordered(fault);
        }

        if (QueueName(request) is { } name && account.IsDenied(name))
        {
            throw SqsErrors.AccessDenied(new IamRefusal(IamEmulator.UserOf(account.AccountId), SqsRights.Of(operation.Name, request, account).First()));
        }

        if (iam.HoldsAnyone && iam.CallerOf(call.AccessKeyId)?.Refusal(SqsRights.Of(operation.Name, request, account)) is { } refusal)
        {
            throw SqsErrors.AccessDenied(refusal);
        }
    }

    private string? QueueName(SqsRequest? request) => request?.NamedQueue ?? account.NameIn(request?.QueueUrl);

    /// <summary>What a request asks, or why it cannot be understood.</summary>
    private readonly record struct Understood(WireCall Call, Operation? Operation, SqsRequest? Request, SqsException? Error)
    {
        public static Understood From(HttpRequest request, ReadOnlySequence<byte> body)
        {
            var call = WireCall.Of(request, body);
            if (!call.IsSigned)
            {
                return new Understood(call, null, null, SqsErrors.MissingAuthenticationToken());
            }

            if (call.Action is null || !OperationTable.ByName.TryGetValue(call.Action, out var operation))
            {
                return new Understood(call, null, null, SqsErrors.UnknownOperation(call.Action ?? "(none)"));
            }

            try
            {
                return new Understood(call, operation, call.Read(operation), null);
            }
            catch (SqsException error)
            {
                return new Understood(call, operation, null, error);
            }
        }
    }
}
