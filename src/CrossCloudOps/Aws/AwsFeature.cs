using Amazon;
using Amazon.CloudWatchLogs;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Aws;

internal static class AwsFeature
{
    /// <summary>Key of the client that sends once: for sends that SQS does not deduplicate, where a retry could send twice.</summary>
    public const string SingleAttempt = "single attempt";

    private const int Retries = 2;

    /// <summary>The SDK's own default is no time-out at all. Longer than any long poll here, shorter than a run.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddAws(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AwsOptions>(configuration.GetSection(AwsOptions.Section));
        services.AddSingleton<IValidateOptions<AwsOptions>, ValidateAwsOptions>();
        services.AddSingleton<IAmazonSQS>(static provider => CreateSqs(provider, Retries));
        services.AddKeyedSingleton<IAmazonSQS>(SingleAttempt, static (provider, _) => CreateSqs(provider, retries: 0));
        services.AddSingleton<IAmazonS3>(static provider => new AmazonS3Client(Configure(new AmazonS3Config(), provider.GetRequiredService<IOptions<AwsOptions>>().Value, Retries)));
        // Who reads logs counts its calls against a small quota: a retry that it does not see would spend two.
        services.AddSingleton<IAmazonCloudWatchLogs>(static provider =>
            new AmazonCloudWatchLogsClient(Configure(new AmazonCloudWatchLogsConfig(), provider.GetRequiredService<IOptions<AwsOptions>>().Value, retries: 0)));
        return services;
    }

    private static AmazonSQSClient CreateSqs(IServiceProvider provider, int retries) =>
        new(Configure(new AmazonSQSConfig(), provider.GetRequiredService<IOptions<AwsOptions>>().Value, retries));

    public static T Configure<T>(T config, AwsOptions options, int retries)
        where T : ClientConfig
    {
        config.Timeout = AnswerWithin;
        config.ConnectTimeout = TimeSpan.FromSeconds(5);
        config.MaxErrorRetry = retries;
        if (retries == 0)
        {
            // Else a broken connection is tried again up to ten times besides, although SQS may have done what it was asked.
            config.MaxStaleConnectionRetries = 0;
        }

        if (!string.IsNullOrEmpty(options.ServiceUrl))
        {
            config.ServiceURL = options.ServiceUrl;
            config.AuthenticationRegion = options.Region ?? "us-east-1";
            if (config is AmazonS3Config s3)
            {
                // Else the bucket becomes part of the host's name, and an emulator's host is an address.
                s3.ForcePathStyle = true;
            }
        }
        else if (!string.IsNullOrEmpty(options.Region))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return config;
    }
}
