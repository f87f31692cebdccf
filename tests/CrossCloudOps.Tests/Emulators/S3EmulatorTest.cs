using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Emulators.S3;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>An emulator with a bucket, and the SDK's client at it.</summary>
public abstract class S3EmulatorTest : IAsyncLifetime
{
    protected const string BucketName = "orders";
    protected const int LargestObject = 32 * 1024 * 1024;

    protected ManualTime Clock { get; } = new();

    protected S3Emulator Emulator { get; private set; } = null!;

    protected IAmazonS3 S3 { get; private set; } = null!;

    protected BucketAccess Bucket => Emulator.Bucket(BucketName);

    public async Task InitializeAsync()
    {
        Emulator = await S3Emulator.StartAsync(new S3EmulatorOptions { TimeProvider = Clock, LargestObject = LargestObject });
        Emulator.CreateBucket(BucketName);
        S3 = Client(Emulator.Endpoint);
    }

    public async Task DisposeAsync()
    {
        S3.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>A client that asks once: what a test provokes is not to be smoothed over by retries.</summary>
    internal static IAmazonS3 Client(Uri endpoint, Action<AmazonS3Config>? change = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "eu-central-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = TimeSpan.FromSeconds(60),
        };
        change?.Invoke(config);
        return new AmazonS3Client(new BasicAWSCredentials("test", "test"), config);
    }

    protected Task<PutObjectResponse> PutAsync(string key, string text, Action<PutObjectRequest>? change = null)
    {
        var request = new PutObjectRequest { BucketName = BucketName, Key = key, ContentBody = text };
        change?.Invoke(request);
        return S3.PutObjectAsync(request);
    }

    protected async Task<string> TextAsync(string key, Action<GetObjectRequest>? change = null)
    {
        var request = new GetObjectRequest { BucketName = BucketName, Key = key };
        change?.Invoke(request);
        using var response = await S3.GetObjectAsync(request);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    protected static async Task<AmazonS3Exception> ShouldBeRefusedAsync(HttpStatusCode status, string code, Func<Task> call)
    {
        var refusal = await Should.ThrowAsync<AmazonS3Exception>(call);
        (refusal.StatusCode, refusal.ErrorCode).ShouldBe((status, code), refusal.Message);
        return refusal;
    }
}
