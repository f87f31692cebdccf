using Amazon;
using Amazon.CloudWatchLogs;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;
using Azure.Core;
using Azure.Identity;
using CrossCloudOps.Aws.SigningIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Aws;

internal static class AwsFeature
{
    /// <summary>Key of the client that sends once: for sends that SQS does not deduplicate, where a retry could send twice.</summary>
    public const string SingleAttempt = "single attempt";

    /// <summary>Key of the identity whose token AWS takes.</summary>
    public const string WebIdentity = "web identity";

    /// <summary>Where Azure's SDKs look for the client id of a user-assigned identity.</summary>
    private const string IdentitySetting = "AZURE_CLIENT_ID";

    private const int Retries = 2;

    /// <summary>The SDK's own default is no time-out at all. Longer than any long poll here, shorter than a run.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddAws(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AwsOptions>(configuration.GetSection(AwsOptions.Section));
        services.AddSingleton<IValidateOptions<AwsOptions>, ValidateAwsOptions>();
        services.AddKeyedSingleton<TokenCredential>(WebIdentity, (_, _) => new ManagedIdentityCredential(
            configuration[IdentitySetting] is { Length: > 0 } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned));
        services.AddSingleton(Credentials);
        services.AddSingleton(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<AwsOptions>>().Value;
            return new AwsSignIn(string.IsNullOrEmpty(options.RoleArn) ? null : provider.GetRequiredService<WebIdentityCredentials>(), options);
        });
        services.AddSingleton<IAmazonSQS>(static provider => new AmazonSQSClient(Configure(new AmazonSQSConfig(), provider, Retries)));
        services.AddKeyedSingleton<IAmazonSQS>(SingleAttempt, static (provider, _) => new AmazonSQSClient(Configure(new AmazonSQSConfig(), provider, retries: 0)));
        services.AddSingleton<IAmazonS3>(static provider => new AmazonS3Client(Configure(new AmazonS3Config(), provider, Retries)));
        // Who reads logs counts its calls against a small quota: a retry that it does not see would spend two.
        services.AddSingleton<IAmazonCloudWatchLogs>(static provider => new AmazonCloudWatchLogsClient(Configure(new AmazonCloudWatchLogsConfig(), provider, retries: 0)));
        return services;
    }

    /// <summary>The configuration of a client that signs in as the app does.</summary>
    public static T Configure<T>(T config, IServiceProvider provider, int retries)
        where T : ClientConfig
    {
        // Null leaves it to the default chain.
        config.DefaultAWSCredentials = provider.GetRequiredService<AwsSignIn>().Credentials;
        return Configure(config, provider.GetRequiredService<IOptions<AwsOptions>>().Value, retries);
    }

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

    private static WebIdentityCredentials Credentials(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<AwsOptions>>().Value;
        // One try more is what the seconds given to it have room for, a broken connection included.
        var config = Configure(new AmazonSecurityTokenServiceConfig { MaxStaleConnectionRetries = 0 }, options, retries: 1);
        // Whoever asks STS with a token signs nothing, and the SDK must not look for credentials.
        var sts = new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), config);
        return new WebIdentityCredentials(provider.GetRequiredKeyedService<TokenCredential>(WebIdentity), sts, options, provider.GetRequiredService<TimeProvider>());
    }
}
