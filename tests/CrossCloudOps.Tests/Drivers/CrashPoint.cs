using Amazon.CloudWatchLogs;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using CrossCloudOps.Aws;
using CrossCloudOps.Outbound;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>The process is dead: this and every later call of it to the outside comes to nothing.</summary>
internal sealed class ProcessDiedException : Exception;

/// <summary>
/// Lets an app die at its n-th call to the outside (document store, AWS, Slack or a webhook's target): before that call takes effect, or after it took
/// effect and before its answer arrived.
/// </summary>
internal sealed class CrashPoint(int call, bool afterEffect)
{
    private int _calls;

    /// <summary>How many calls there were, up to the death.</summary>
    public int Calls => _calls;

    public bool Died => _calls >= call;

    /// <summary>Never dies; counts only.</summary>
    public static CrashPoint None => new(int.MaxValue, afterEffect: false);

    public void Attach(IServiceCollection services)
    {
        var store = services.Last(static s => s.ServiceType == typeof(IDocumentStore));
        services.AddSingleton<IDocumentStore>(provider => new DyingStore((IDocumentStore)store.ImplementationFactory!(provider), this));
        services.AddSingleton<IAmazonSQS>(provider => new AmazonSQSClient(Dying(new AmazonSQSConfig(), provider, retries: 2)));
        services.AddKeyedSingleton<IAmazonSQS>(AwsFeature.SingleAttempt, (provider, _) => new AmazonSQSClient(Dying(new AmazonSQSConfig(), provider, retries: 0)));
        services.AddSingleton<IAmazonS3>(provider => new AmazonS3Client(Dying(new AmazonS3Config(), provider, retries: 2)));
        services.AddSingleton<IAmazonCloudWatchLogs>(provider => new AmazonCloudWatchLogsClient(Dying(new AmazonCloudWatchLogsConfig(), provider, retries: 0)));
        foreach (var name in new[] { SlackClient.HttpClientName, OutboundClients.Public, OutboundClients.AllowPrivate })
        {
            services.AddHttpClient(name).AddHttpMessageHandler(() => new DyingHandler(this));
        }
    }

    public async Task<T> PassAsync<T>(Func<Task<T>> effect)
    {
        var number = Interlocked.Increment(ref _calls);
        if (number > call || (number == call && !afterEffect))
        {
            throw new ProcessDiedException();
        }

        var result = await effect();
        return number == call || Died ? throw new ProcessDiedException() : result;
    }

    private T Dying<T>(T config, IServiceProvider provider, int retries)
        where T : ClientConfig
    {
        config.HttpClientFactory = new DyingFactory(this);
        return AwsFeature.Configure(config, provider, retries);
    }

    private sealed class DyingFactory(CrashPoint crash) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new DyingHandler(crash) { InnerHandler = new SocketsHttpHandler() });

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class DyingHandler(CrashPoint crash) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            crash.PassAsync(() => base.SendAsync(request, cancellationToken));
    }

    private sealed class DyingStore(IDocumentStore store, CrashPoint crash) : IDocumentStore
    {
        public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.CreateAsync(name, content, cancellationToken));

        public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.ReadAsync(name, cancellationToken));

        public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.ReadEndAsync(name, most, cancellationToken));

        public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.ReadPartAsync(name, from, most, cancellationToken));

        public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.ReplaceAsync(name, etag, content, cancellationToken));

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            crash.PassAsync(async () =>
            {
                await store.WriteAsync(name, content, cancellationToken);
                return true;
            });

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.DeleteAsync(name, etag, cancellationToken));

        public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.MoveAsync(name, newName, cancellationToken));

        public async IAsyncEnumerable<ListedDocument> ListAsync(
            string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var document in await crash.PassAsync(async () => await store.ListAsync(prefix, cancellationToken).ToListAsync(cancellationToken)))
            {
                yield return document;
            }
        }

        public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken) =>
            crash.PassAsync(() => store.TryAppendAsync(name, content, full, create, cancellationToken));

        public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            crash.PassAsync(async () =>
            {
                await store.AppendAsync(name, content, cancellationToken);
                return true;
            });
    }
}
