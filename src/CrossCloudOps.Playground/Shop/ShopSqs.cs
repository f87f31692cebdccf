using Amazon.Runtime;
using Amazon.SQS;

namespace CrossCloudOps.Playground.Shop;

internal static class ShopSqs
{
    public static AmazonSQSClient Client(Uri endpoint) => new(
        new BasicAWSCredentials(PlaygroundEnvironment.AnyKey, PlaygroundEnvironment.AnyKey),
        new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = PlaygroundSettings.Region, Timeout = TimeSpan.FromSeconds(30) });
}
