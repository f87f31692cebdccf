using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Heartbeats.Probing;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>
/// The bucket with pulses and echoes. "Now" is the Date of S3's answers: what is compared with times of objects must come from the same
/// clock as they do.
/// </summary>
internal sealed class PulseBucket
{
    /// <summary>More pulses than this are not watched by one app.</summary>
    public const int MostPulses = 20_000;

    private const string Ending = ".json";
    private static readonly byte[] Ok = "ok"u8.ToArray();

    private readonly IAmazonS3 _s3;
    private readonly HeartbeatsOptions _options;
    private readonly TimeProvider _time;
    private Answered? _last;

    public PulseBucket(IAmazonS3 s3, IOptions<HeartbeatsOptions> options, TimeProvider time)
    {
        (_s3, _options, _time) = (s3, options.Value, time);
        if (s3 is AmazonServiceClient client)
        {
            client.AfterResponseEvent += Note;
        }
    }

    /// <summary>S3's time, as of its last answer.</summary>
    public DateTimeOffset Now => _last is { } last ? last.Date + _time.GetElapsedTime(last.Timestamp) : _time.GetUtcNow();

    public string Address => $"s3://{_options.Bucket}/{_options.PulsePrefix}";

    public Task<Listing> PulsesAsync(CancellationToken cancellationToken) => ListAsync(_options.PulsePrefix, cancellationToken);

    public Task<Listing> EchoesAsync(CancellationToken cancellationToken) => ListAsync(_options.EchoPrefix, cancellationToken);

    /// <summary>A pulse's bytes, at most one more than may be; null if it is gone.</summary>
    public async Task<(ReadOnlyMemory<byte> Json, string ETag)?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _s3.GetObjectAsync(_options.Bucket, _options.PulsePrefix + name + Ending, cancellationToken);
            var bytes = new byte[PulseReader.LargestFile + 1];
            var length = await answer.ResponseStream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return (bytes.AsMemory(0, length), answer.ETag);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    /// <summary>Says that the pulse passed its check, as everybody who reads the bucket can see.</summary>
    public async Task EchoAsync(string name, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Ok, writable: false);
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = _options.Bucket, Key = _options.EchoPrefix + name + Ending, InputStream = content, ContentType = "text/plain" }, cancellationToken);
    }

    private async Task<Listing> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var objects = new List<ListedObject>();
        var others = 0;
        // Encoded, because keys may hold characters that XML cannot.
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix, Encoding = EncodingType.Url };
        do
        {
            var page = await _s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var listed in page.S3Objects ?? [])
            {
                var key = Uri.UnescapeDataString(listed.Key.Replace('+', ' '));
                if (key.Length > prefix.Length + Ending.Length && key.EndsWith(Ending, StringComparison.Ordinal))
                {
                    objects.Add(new ListedObject(key[prefix.Length..^Ending.Length], listed.ETag, new DateTimeOffset(listed.LastModified!.Value.ToUniversalTime())));
                }
                else if (key != prefix)
                {
                    others++;
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null && objects.Count < MostPulses);

        return new Listing(objects, others, request.ContinuationToken is not null, Now);
    }

    private void Note(object sender, ResponseEventArgs e)
    {
        if (e is WebServiceResponseEventArgs answer && answer.ResponseHeaders.TryGetValue("Date", out var text)
            && DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            _last = new Answered(date, _time.GetTimestamp());
        }
    }

    private sealed record Answered(DateTimeOffset Date, long Timestamp);
}
