using System.Buffers;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>One request in one of the two protocols.</summary>
internal abstract class WireCall(HttpRequest request)
{
    public abstract string? Action { get; }

    public abstract string ContentType { get; }

    /// <summary>Whether there is a signature; it is not verified.</summary>
    public virtual bool IsSigned => request.Headers.Authorization.Count > 0;

    /// <summary>The access key of that signature.</summary>
    public virtual string? AccessKeyId => CredentialScope.AccessKeyId(request);

    public static WireCall Of(HttpRequest request, ReadOnlySequence<byte> body)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target.Length > 0 ? new JsonCall(request, target, body) : new QueryCall(request, body);
    }

    public abstract SqsRequest Read(Operation operation);

    public abstract void WriteAnswer(Operation operation, object response, string requestId, IBufferWriter<byte> output);

    public abstract void WriteError(SqsException error, string requestId, IBufferWriter<byte> output);

    public virtual void AddErrorHeaders(SqsException error, IHeaderDictionary headers)
    {
    }
}
