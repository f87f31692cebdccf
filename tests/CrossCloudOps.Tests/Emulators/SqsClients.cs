using Amazon.Runtime;
using Amazon.SQS;

namespace CrossCloudOps.Tests.Emulators;

public static class SqsClients
{
    /// <summary>A client that asks once: what a test provokes is not to be smoothed over by retries.</summary>
    public static IAmazonSQS Create(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new AmazonSQSClient(new BasicAWSCredentials("test", "test"), new AmazonSQSConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "eu-central-1",
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = TimeSpan.FromSeconds(60),
        });
    }
}
