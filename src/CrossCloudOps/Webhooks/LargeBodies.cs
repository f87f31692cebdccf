using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks;

/// <summary>What came of reading a large body: the bytes, or why there are none.</summary>
/// <param name="IsGone">Asking again makes no sense.</param>
internal sealed record LargeBody(ReadOnlyMemory<byte>? Bytes, string? Failure, bool IsGone);

/// <summary>
/// Bodies that have no room in their queue, as objects under <c>webhooks/&lt;route&gt;/&lt;hash of the content&gt;</c>. They are never deleted here:
/// a message may come back from its dead-letter queue, or from the archive. A lifecycle rule of the bucket does it.
/// </summary>
internal sealed class LargeBodies(IAmazonS3 s3, WebhookRoutes routes, TimeProvider time)
{
    private const string Scheme = "s3://";
    private const string Folder = "webhooks/";

    /// <summary>As long as most senders wait for their answer.</summary>
    private static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(8);

    public bool IsOn => !string.IsNullOrEmpty(routes.LargeBodyBucket);

    /// <summary>
    /// The object's address, once S3 has it; null if it does not take it. It is written even if it is there, which makes it young again for
    /// the lifecycle rule.
    /// </summary>
    public async Task<string?> StoreAsync(WebhookRoute route, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var key = $"{Folder}{route.Key}/{Convert.ToHexStringLower(SHA256.HashData(body.Span))}";
        using var limit = new CancellationTokenSource(StoredWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var content = new MemoryStream(body.ToArray(), writable: false);
        try
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = routes.LargeBodyBucket, Key = key, InputStream = content }, either.Token);
            return $"{Scheme}{routes.LargeBodyBucket}/{key}";
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task<LargeBody> ReadAsync(WebhookRoute route, string address, CancellationToken cancellationToken)
    {
        // Whoever may send to the queue may write the address: only what was stored for this route is read.
        var ours = $"{Scheme}{routes.LargeBodyBucket}/{Folder}{route.Key}/";
        if (!IsOn || !address.StartsWith(ours, StringComparison.Ordinal))
        {
            return new LargeBody(null, $"The message names a body that is not in {WebhooksOptions.Section}__{nameof(WebhooksOptions.LargeBodyBucket)} under {Folder}{route.Key}/.", IsGone: true);
        }

        try
        {
            using var response = await s3.GetObjectAsync(routes.LargeBodyBucket, address[$"{Scheme}{routes.LargeBodyBucket}/".Length..], cancellationToken);
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, cancellationToken);
            return new LargeBody(content.ToArray(), null, IsGone: false);
        }
        catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return new LargeBody(null, "The body is not in its bucket any more: a lifecycle rule must keep it for longer than the queue, the dead-letter queue and the archive together.", IsGone: true);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return new LargeBody(null, $"The body cannot be read from its bucket: {failure.Code}.", IsGone: false);
        }
    }
}
