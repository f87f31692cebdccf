using System.Net;
using System.Text;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using CrossCloudOps.Emulators.Aws;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>One address for several services.</summary>
public sealed class AwsEmulatorTests : IAsyncLifetime
{
    private readonly ManualTime _clock = new();
    private AwsEmulator _aws = null!;

    public async Task InitializeAsync() => _aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeProvider = _clock, Region = "eu-north-1", AccountId = "123456789012" });

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    [Fact]
    public async Task Each_request_comes_to_the_service_that_it_was_signed_for()
    {
        using var sqs = SqsClients.Create(_aws.Endpoint);
        using var s3 = S3EmulatorTest.Client(_aws.Endpoint);
        var queue = _aws.Sqs.CreateQueue("orders");
        var bucket = _aws.S3.CreateBucket("orders");

        await sqs.SendMessageAsync(new SendMessageRequest(queue.Url, "to the queue"));
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "one", ContentBody = "to the bucket" });

        queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("to the queue");
        bucket.Objects.ShouldHaveSingleItem().Text.ShouldBe("to the bucket");
        queue.Url.ShouldStartWith($"{_aws.Endpoint}123456789012/");
        queue.Arn.ShouldBe("arn:aws:sqs:eu-north-1:123456789012:orders");
        (await s3.GetBucketLocationAsync("orders")).Location.Value.ShouldBe("eu-north-1");
        bucket.Objects[0].LastModified.ShouldBe(_clock.GetUtcNow());
        (_aws.Sqs.Endpoint, _aws.S3.Endpoint).ShouldBe((_aws.Endpoint, _aws.Endpoint));
    }

    [Theory]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=key/with/slashes/20260105/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0", "ListAllMyBucketsResult")]
    [InlineData("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=key/20260105/s3/aws4_request, SignedHeaders=host, Signature=0", "ListAllMyBucketsResult")]
    [InlineData("Authorization", "AWS key:signature", "ListAllMyBucketsResult")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260105/eu-central-1/sns/aws4_request, SignedHeaders=host, Signature=0", "no emulator of the service sns")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260105/eu-central-1/\\\"/aws4_request", "no emulator of the service \\\\\\u0022")]
    [InlineData("Authorization", "Bearer token", "no emulator of a service that can be told")]
    [InlineData("Accept", "*/*", "no emulator of a service that can be told")]
    [InlineData("X-Amz-Target", "AmazonSQS.ListQueues", "MissingAuthenticationToken")]
    public async Task A_service_is_told_by_its_signature_or_by_what_only_it_has(string header, string value, string answer)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, _aws.Endpoint);
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain(answer);
    }

    [Fact]
    public async Task A_service_of_which_there_is_no_emulator_is_refused_in_words()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _aws.Endpoint) { Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260105/eu-central-1/monitoring/aws4_request");

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"__type":"UnknownOperationException","message":"There is no emulator of the service monitoring at this address."}""");
    }
}
