using System.Net;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Access keys that are held to a policy, in all services behind one address.</summary>
public sealed class IamEmulatorTests : IAsyncLifetime
{
    private const string Held = "AKIAHELD";
    private const string Account = "000000000000";
    private const string Principal = $"arn:aws:sts::{Account}:assumed-role/ops/app";

    private AwsEmulator _aws = null!;
    private Clients _held = null!;

    public async Task InitializeAsync()
    {
        _aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeProvider = new ManualTime() });
        _aws.Sqs.CreateQueue("orders");
        _aws.S3.CreateBucket("pulses").Seed("pulse/a.json", "{}");
        _aws.Logs.CreateGroup("/aws/lambda/orders");
        _held = new Clients(
            new AmazonSQSClient(Credentials(Held), Config(new AmazonSQSConfig())),
            new AmazonS3Client(Credentials(Held), Config(new AmazonS3Config { ForcePathStyle = true })),
            new AmazonCloudWatchLogsClient(Credentials(Held), Config(new AmazonCloudWatchLogsConfig())));
    }

    public async Task DisposeAsync()
    {
        _held.Sqs.Dispose();
        _held.S3.Dispose();
        _held.Logs.Dispose();
        await _aws.DisposeAsync();
    }

    [Fact]
    public async Task Each_service_refuses_in_its_own_words_before_anything_happens()
    {
        Allow("""{ "Effect": "Allow", "Action": "sqs:ReceiveMessage", "Resource": "*" }""");

        var sqs = await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.SendMessageAsync(Url, "one"));
        var s3 = await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "pulses" }));
        var logs = await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => _held.Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "/aws/lambda/orders" }));

        (sqs.StatusCode, sqs.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, "AccessDenied"));
        sqs.Message.ShouldBe($"User: {Principal} is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:eu-central-1:{Account}:orders because no identity-based policy allows the sqs:sendmessage action");
        (s3.StatusCode, s3.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, "AccessDenied"));
        s3.Message.ShouldBe($"User: {Principal} is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::pulses\" because no identity-based policy allows the s3:ListBucket action");
        (logs.StatusCode, logs.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "AccessDeniedException"));
        logs.Message.ShouldBe($"User: {Principal} is not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:eu-central-1:{Account}:log-group:/aws/lambda/orders:log-stream: because no identity-based policy allows the logs:FilterLogEvents action");
        _aws.Sqs.Queue("orders").Messages.ShouldBeEmpty();
        _aws.Iam.Denials.ShouldBe(
        [
            new IamDenial("sqs:SendMessage", $"arn:aws:sqs:eu-central-1:{Account}:orders", 1),
            new IamDenial("s3:ListBucket", "arn:aws:s3:::pulses", 1),
            new IamDenial("logs:FilterLogEvents", $"arn:aws:logs:eu-central-1:{Account}:log-group:/aws/lambda/orders:log-stream:", 1),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_key_without_a_policy_may_do_everything()
    {
        Allow("""{ "Effect": "Deny", "Action": "*", "Resource": "*" }""");
        using var other = SqsClients.Create(_aws.Endpoint);

        await other.SendMessageAsync(Url, "one");

        (await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.SendMessageAsync(Url, "two"))).Message.ShouldEndWith("with an explicit deny in an identity-based policy");
    }

    [Fact]
    public async Task Batches_need_the_action_of_a_single_one_and_what_allowed_them_is_remembered()
    {
        Allow($$"""{ "Sid": "Send", "Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:DeleteMessage"], "Resource": "arn:aws:sqs:*:{{Account}}:ord*" }""");

        await _held.Sqs.SendMessageAsync(Url, "one");
        await _held.Sqs.SendMessageBatchAsync(Url, [new SendMessageBatchRequestEntry("a", "two")]);
        await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.ChangeMessageVisibilityBatchAsync(Url, [new ChangeMessageVisibilityBatchRequestEntry("a", "x") { VisibilityTimeout = 0 }]));

        _aws.Iam.Uses.ShouldBe([new IamUse(new IamGrant("Send", "sqs:SendMessage", $"arn:aws:sqs:*:{Account}:ord*"), "sqs:SendMessage", $"arn:aws:sqs:eu-central-1:{Account}:orders", 2)]);
        _aws.Iam.Denials.ShouldHaveSingleItem().Action.ShouldBe("sqs:ChangeMessageVisibility");
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_refused_as_one_that_is()
    {
        Allow("""{ "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:eu-central-1:000000000000:gone" }""");

        (await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.ReceiveMessageAsync(Url.Replace("orders", "other", StringComparison.Ordinal)))).ErrorCode.ShouldBe("AccessDenied");
        (await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.ReceiveMessageAsync(Url.Replace("orders", "gone", StringComparison.Ordinal)))).ErrorCode.ShouldEndWith("NonExistentQueue");
    }

    [Fact]
    public async Task A_queue_with_a_key_of_its_own_needs_rights_on_it_too()
    {
        const string Key = $"arn:aws:kms:eu-central-1:{Account}:key/1";
        _aws.Sqs.CreateQueue("secret", new Dictionary<string, string> { ["KmsMasterKeyId"] = Key });
        var url = Url.Replace("orders", "secret", StringComparison.Ordinal);
        Allow("""{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }""", """{ "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", "Condition": { "StringEquals": { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } } }""");

        var refused = await Should.ThrowAsync<AmazonSQSException>(() => _held.Sqs.SendMessageAsync(url, "one"));

        refused.Message.ShouldContain($"kms:GenerateDataKey on resource: {Key}");
        await _held.Sqs.ReceiveMessageAsync(url);
    }

    [Fact]
    public async Task Who_may_not_list_a_bucket_is_not_told_that_an_object_is_not_there()
    {
        const string Read = """{ "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pulses/*" }""";
        Allow(Read, """{ "Sid": "List", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::pulses", "Condition": { "StringEquals": { "s3:prefix": "pulse/" } } }""");
        await _held.S3.GetObjectMetadataAsync("pulses", "pulse/a.json");
        await _held.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "pulses", Prefix = "pulse/" });
        await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "pulses", Prefix = "echo/" }));
        var hidden = await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.GetObjectAsync("pulses", "pulse/none.json"));

        Allow(Read, """{ "Sid": "See", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::pulses" }""");
        var missing = await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.GetObjectAsync("pulses", "pulse/none.json"));
        var noBucket = await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.GetObjectAsync("nowhere", "one"));

        (hidden.StatusCode, hidden.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, "AccessDenied"));
        hidden.Message.ShouldContain("s3:ListBucket on resource");
        missing.ErrorCode.ShouldBe("NoSuchKey");
        noBucket.ErrorCode.ShouldBe("NoSuchBucket");
        _aws.Iam.Uses.Select(static use => use.Grant.Statement).Distinct().ShouldBe(["Read", "List", "See"], ignoreOrder: true);
        _aws.Iam.Denials.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_object_of_a_deletion_is_a_right_of_its_own()
    {
        _aws.S3.Bucket("pulses").Seed("echo/a", "ok");
        Allow("""{ "Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::pulses/echo/*" }""");

        var failed = await Should.ThrowAsync<DeleteObjectsException>(() =>
            _held.S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = "pulses", Objects = [new KeyVersion { Key = "pulse/a.json" }, new KeyVersion { Key = "echo/a" }] }));

        failed.Response.DeleteErrors.ShouldHaveSingleItem().Code.ShouldBe("AccessDenied");
        _aws.S3.Bucket("pulses").Keys.ShouldBe(["pulse/a.json"]);
    }

    [Fact]
    public async Task Who_writes_what_has_a_certain_ETag_must_be_allowed_to_read_it()
    {
        var tag = (await _held.S3.GetObjectMetadataAsync("pulses", "pulse/a.json")).ETag;
        Allow("""{ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*" }""");

        await _held.S3.PutObjectAsync(new PutObjectRequest { BucketName = "pulses", Key = "echo/b", ContentBody = "ok", IfNoneMatch = "*" });
        var refused = await Should.ThrowAsync<AmazonS3Exception>(() => _held.S3.PutObjectAsync(new PutObjectRequest { BucketName = "pulses", Key = "pulse/a.json", ContentBody = "x", IfMatch = tag }));

        refused.Message.ShouldContain("s3:GetObject");
    }

    [Fact]
    public async Task A_presigned_address_can_do_what_its_signer_may()
    {
        Allow("""{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pulses/pulse/*" }""");
        using var http = new HttpClient();

        async Task<HttpStatusCode> GetAsync(string key)
        {
            var url = await _held.S3.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = "pulses", Key = key, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1), Protocol = Protocol.HTTP });
            using var response = await http.GetAsync(new Uri(url));
            return response.StatusCode;
        }

        (await GetAsync("pulse/a.json")).ShouldBe(HttpStatusCode.OK);
        (await GetAsync("echo/a.json")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("X-Amz-Credential=AKIAHELD%2F20260105%2Feu-central-1%2Fsqs%2Faws4_request&X-Amz-Signature=0")]
    [InlineData("AWSAccessKeyId=AKIAHELD&Signature=0")]
    public async Task The_older_protocol_is_held_too_wherever_its_signature_stands(string signature)
    {
        await using var aws = await AwsEmulator.StartAsync();
        var url = aws.Sqs.CreateQueue("orders").Url;
        aws.Iam.Attach(Held, IamPolicy.Parse("""{ "Version": "2012-10-17", "Statement": [] }"""));
        using var http = new HttpClient();
        using var content = new StringContent($"Action=SendMessage&MessageBody=one&{signature}", null, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260105/eu-central-1/sqs/aws4_request");

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Fact]
    public async Task Describing_log_groups_needs_the_right_for_all_of_them_whatever_the_prefix()
    {
        Allow($$"""{ "Effect": "Allow", "Action": "logs:DescribeLogGroups", "Resource": "arn:aws:logs:eu-central-1:{{Account}}:log-group:/aws/*" }""");
        var refused = await Should.ThrowAsync<AmazonCloudWatchLogsException>(() => _held.Logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/aws/" }));
        Allow($$"""{ "Effect": "Allow", "Action": "logs:DescribeLogGroups", "Resource": "arn:aws:logs:eu-central-1:{{Account}}:log-group:*" }""");

        refused.Message.ShouldContain($"on resource: arn:aws:logs:eu-central-1:{Account}:log-group::log-stream: because");
        (await _held.Logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/aws/" })).LogGroups.ShouldHaveSingleItem();
    }

    private string Url => _aws.Sqs.Queue("orders").Url;

    private void Allow(params string[] statements) =>
        _aws.Iam.Attach(Held, IamPolicy.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(',', statements)}}] }"""), Principal);

    private static BasicAWSCredentials Credentials(string key) => new(key, "test");

    private T Config<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = _aws.Endpoint.ToString();
        config.AuthenticationRegion = "eu-central-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    private sealed record Clients(AmazonSQSClient Sqs, AmazonS3Client S3, AmazonCloudWatchLogsClient Logs);
}
