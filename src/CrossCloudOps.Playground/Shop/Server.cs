using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>A server that pulses from its own scheduler, and names an address of its own to be checked.</summary>
internal sealed class Server(IAmazonS3 s3, string name, Uri address, string answer, Teller teller, TimeProvider time)
{
    public const string Bucket = "pulses";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken stopping)
    {
        var pulse = new JsonObject { ["url"] = address.ToString(), ["body"] = answer, ["every"] = "1m" }.ToJsonString();
        while (true)
        {
            try
            {
                await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = $"pulse/{name}.json", ContentBody = pulse }, stopping);
            }
            catch (AmazonS3Exception e) when (!stopping.IsCancellationRequested)
            {
                teller.Troubled(e.Message);
            }

            await Task.Delay(Every, time, stopping);
        }
    }
}
