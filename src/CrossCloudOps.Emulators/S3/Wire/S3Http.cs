using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.S3.Buckets;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>From request to answer.</summary>
internal sealed class S3Http(S3Account account, Faults faults, AwsCalls calls, IamEmulator iam) : IAwsService
{
    private const int LargestDocument = 2 * 1024 * 1024;

    public string SigningName => "s3";

    /// <summary>Nothing is S3's alone in a request without a signature, except the older kinds of signature.</summary>
    public bool Recognizes(HttpRequest request) => HasOlderSignature(request);

    public void ListensAt(Uri endpoint) => account.Endpoint = endpoint;

    public async Task AnswerAsync(HttpContext context)
    {
        var requestId = RandomNumberGenerator.GetHexString(16);
        var fault = (Fault?)null;
        S3Answer answer;
        try
        {
            var address = S3Address.Of(context.Request);
            var operation = S3Operation.Of(context.Request, address);
            CheckSigned(context.Request);
            calls.Add(operation.Name, address.Bucket);
            var body = await ReadAsync(context.Request, operation);
            fault = faults.Take(operation.Name);
            answer = await RunAsync(operation, address, context.Request, body, fault);
        }
        catch (S3Exception refusal)
        {
            answer = Refusal(refusal, requestId);
        }

        if (fault?.Kind is FaultKind.DropBefore or FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer, requestId);
    }

    private static bool HasOlderSignature(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("AWS ", StringComparison.Ordinal) || request.Query.ContainsKey("AWSAccessKeyId");

    private static void CheckSigned(HttpRequest request)
    {
        if (CredentialScope.Service(request) is null && !HasOlderSignature(request))
        {
            throw S3Errors.AccessDenied();
        }
    }

    private async ValueTask<S3Answer> RunAsync(S3Operation operation, S3Address address, HttpRequest request, byte[] body, Fault? fault)
    {
        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, request.HttpContext.RequestAborted);
        }

        if (fault?.Kind == FaultKind.Answer)
        {
            throw S3Errors.Ordered(fault);
        }

        if (address.Bucket is { } bucket && account.IsDenied(bucket))
        {
            throw S3Errors.AccessDenied();
        }

        var caller = iam.CallerOf(request);
        if (caller is not null && S3Rights.Of(operation.Name, address, request, account) is { } needs && caller.Refusal(needs) is { } refusal)
        {
            throw S3Errors.AccessDenied(refusal);
        }

        return fault?.Kind == FaultKind.DropBefore ? new S3Answer() : Run(operation, address, new S3Call(account, request, address, Payload.Of(request.Headers, body), caller));
    }

    /// <summary>Who may not list a bucket is not told either that an object is not there.</summary>
    private static S3Answer Run(S3Operation operation, S3Address address, S3Call call)
    {
        try
        {
            return operation.Run(call);
        }
        catch (S3Exception missing) when (missing.Code == S3Errors.NoKey && call.Caller?.Hides(S3Rights.ToSee(address.Bucket!)) is { } hidden)
        {
            throw S3Errors.AccessDenied(hidden);
        }
    }

    /// <summary>At most as much as the operation takes, whatever a sender announces.</summary>
    private async Task<byte[]> ReadAsync(HttpRequest request, S3Operation operation)
    {
        var chunked = Payload.IsChunked(request.Headers);
        if (operation.TakesObject && Payload.AnnouncedLength(request) is null)
        {
            throw request.Headers.TransferEncoding.Count > 0 && !chunked ? S3Errors.NotImplemented("Transfer-Encoding") : S3Errors.MissingContentLength();
        }

        long most = operation.TakesObject ? account.Options.LargestObject : LargestDocument;
        if (Payload.AnnouncedLength(request) is { } announced && announced > most)
        {
            await DiscardAsync(request);
            throw S3Errors.EntityTooLarge(announced, most);
        }

        // The frame of a chunk has fewer than 128 bytes, and only the last chunk may be smaller than 8 KiB.
        return await ReadAsync(request, chunked ? most + (most / 64) + 4096 : most);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, long most)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            foreach (var piece in read.Buffer)
            {
                body.Write(piece.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body.WrittenCount > most)
            {
                await DiscardAsync(request);
                throw S3Errors.EntityTooLarge(body.WrittenCount, most);
            }

            if (read.IsCompleted)
            {
                return body.WrittenSpan.ToArray();
            }
        }
    }

    /// <summary>A sender that still sends would not hear the answer; one that expects to be told to go on has not begun.</summary>
    private static async Task DiscardAsync(HttpRequest request)
    {
        var completed = request.Headers.Expect.Count > 0;
        while (!completed)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            completed = read.IsCompleted;
        }
    }

    private static S3Answer Refusal(S3Exception refusal, string requestId)
    {
        var answer = new S3Answer(refusal.Status) { ContentType = "application/xml", Content = S3Xml.Error(refusal, requestId, HostId(requestId)) };
        return refusal.RetryAfter is { } seconds ? answer.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : answer;
    }

    private async Task WriteAsync(HttpContext context, S3Answer answer, string requestId)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = HeaderUtilities.FormatDate(account.Time.GetUtcNow());
        response.Headers.Server = "AmazonS3";
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = HostId(requestId);
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(answer.Content, context.RequestAborted);
        }
    }

    private static string HostId(string requestId) => Convert.ToBase64String(SHA256.HashData(Convert.FromHexString(requestId)));
}
