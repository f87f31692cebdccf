using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>How an SQS client is made, and where it goes.</summary>
public sealed class SqsClientMakingTests
{
    private const string QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

    [Fact]
    public void A_client_without_a_region_or_an_address_is_refused()
    {
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        if (FallbackRegionFactory.GetRegionEndpoint() is not null)
        {
            return; // This machine has a default region.
        }

        var exception = Should.Throw<AmazonClientException>(() => new AmazonSQSClient("AKIDEXAMPLE", "secret", new AmazonSQSConfig()));

        exception.Message.ShouldBe("No RegionEndpoint or ServiceURL configured");
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "https://sqs.eu-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://sqs.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", true, false, "https://sqs-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, false, "https://sqs.us-gov-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", false, true, "https://sqs.eu-west-1.api.aws/")]
    [InlineData("us-east-1", true, true, "https://sqs-fips.us-east-1.api.aws/")]
    public void Each_region_has_its_endpoint(string region, bool fips, bool dualStack, string url)
    {
        var config = new AmazonSQSConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        };
        using var client = new AmazonSQSClient("AKIDEXAMPLE", "secret", config);

        var endpoint = client.DetermineServiceOperationEndpoint(new ReceiveMessageRequest(QueueUrl));

        endpoint.URL.ShouldBe(url);
    }

    [Fact]
    public void A_client_can_be_made_by_its_interface_alone()
    {
        using var client = (IDisposable)Make<IAmazonSQS>(RegionEndpoint.EUWest1);

        client.ShouldBeOfType<AmazonSQSClient>().Config.RegionEndpoint.ShouldBe(RegionEndpoint.EUWest1);
    }

    private static IAmazonService Make<T>(RegionEndpoint region)
        where T : IAmazonService
    {
        var config = T.CreateDefaultClientConfig();
        config.RegionEndpoint = region;
        return T.CreateDefaultServiceClient(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), config);
    }
}
