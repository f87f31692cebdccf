using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>A server that pulses from its own scheduler, and names an address of its own to be checked. The last one stops for a while.</summary>
internal sealed class Server(IAmazonS3 s3, int number, Uri address, string answer, Teller teller, TimeProvider time)
{
    public const string Bucket = "pulses";
    public const int Count = 4;

    private const int StopsAt = 3;
    private const int PulsesAgainAt = 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private string Name => $"shop-{number}";

    public async Task RunAsync(CancellationToken stopping)
    {
        var pulse = new JsonObject { ["url"] = address.ToString(), ["body"] = answer, ["every"] = "1m" }.ToJsonString();
        for (var n = 0; ; n++)
        {
            try
            {
                if (number < Count || n is < StopsAt or >= PulsesAgainAt)
                {
                    await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = $"pulse/{Name}.json", ContentBody = pulse }, stopping);
                }
            }
            catch (AmazonS3Exception e) when (!stopping.IsCancellationRequested)
            {
                teller.Troubled(e.Message);
            }

            if (number == Count && n is StopsAt or PulsesAgainAt)
            {
                teller.Served(n == StopsAt ? $"{Name} stops pulsing; three minutes later somebody hears of it. Watch it on the status page." : $"{Name} pulses again.");
            }

            await Task.Delay(Every, time, stopping);
        }
    }
}
