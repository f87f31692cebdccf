using Amazon.CloudWatchLogs;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace CrossCloudOps.Playground.Shop;

/// <summary>The shop's own way to AWS.</summary>
internal static class ShopClients
{
    private static readonly BasicAWSCredentials Anybody = new(PlaygroundEnvironment.AnyKey, PlaygroundEnvironment.AnyKey);

    public static AmazonSQSClient Sqs(Uri endpoint) => new(Anybody, At(endpoint, new AmazonSQSConfig()));

    public static AmazonS3Client S3(Uri endpoint) => new(Anybody, At(endpoint, new AmazonS3Config { ForcePathStyle = true }));

    public static AmazonCloudWatchLogsClient Logs(Uri endpoint) => new(Anybody, At(endpoint, new AmazonCloudWatchLogsConfig()));

    private static T At<T>(Uri endpoint, T config)
        where T : ClientConfig
    {
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = PlaygroundSettings.Region;
        config.Timeout = TimeSpan.FromSeconds(30);
        return config;
    }
}
