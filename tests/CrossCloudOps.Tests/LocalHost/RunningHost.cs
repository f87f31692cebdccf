using CrossCloudOps.LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Tests.LocalHost;

/// <summary>A local host with the functions of one class, on a free port, with its log kept.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private RunningHost(WebApplication app, KeptLog log)
    {
        App = app;
        Log = log;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public KeptLog Log { get; }

    public HttpClient Http { get; }

    public static async Task<RunningHost> StartAsync<TFunctions>(
        Action<IServiceCollection>? addServices = null, params (string Name, string Value)[] settings)
    {
        var log = new KeptLog();
        var app = LocalHostApp.Build(
            new LocalHostOptions { Port = 0, FunctionClasses = [typeof(TFunctions)], DefaultSchedules = Schedules },
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build(),
            (services, _) =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(log));
                addServices?.Invoke(services);
            });
        await app.StartAsync();
        return new RunningHost(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static readonly Dictionary<string, string> Schedules = new() { ["DefaultedSchedule"] = "*/30 * * * * *" };
}
