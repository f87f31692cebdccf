using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Core.Serialization;
using CrossCloudOps.LocalHost.Http;
using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.LocalHost;

/// <summary>
/// The functions of an assembly in one process: HTTP triggers in Kestrel under <c>/api</c>, timer triggers on the clock of
/// <see cref="TimeProvider"/>. It is open: function keys and authorization levels are not checked, so it listens on loopback only.
/// </summary>
internal static class LocalHostApp
{
    private const string BodyLimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
    private const long DefaultBodyLimit = 104_857_600;

    /// <summary>Nothing but <paramref name="configuration"/> is read: no files, no environment.</summary>
    public static WebApplication Build(
        LocalHostOptions options, IConfiguration configuration, Action<IServiceCollection, IConfiguration> addServices)
    {
        var functions = FunctionCatalog.Find(options.FunctionClasses);
        var bodyLimit = BodyLimit(configuration);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(configuration);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var logging = new LocalHostLogging();
        logging.AddTo(builder.Logging, configuration);
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        AddWorkerDefaults(builder.Services);
        builder.Services.AddHostedService(services => new TimerFunctions(
            [.. functions.Where(f => f.Timer is not null).Select(f => (f, FunctionSchedule.Of(f, configuration, options.DefaultSchedules)))],
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<TimerFunctions>>()));
        addServices(builder.Services, builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => logging.Started = true);
        HttpFunction.MapAll(app, functions, bodyLimit);
        return app;
    }

    /// <summary>What the worker registers for functions to use.</summary>
    private static void AddWorkerDefaults(IServiceCollection services)
    {
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>((worker, json) =>
            worker.Serializer ??= new JsonObjectSerializer(json.Value));
    }

    private static long BodyLimit(IConfiguration configuration)
    {
        var text = configuration[BodyLimitSetting];
        if (string.IsNullOrEmpty(text))
        {
            return DefaultBodyLimit;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new LocalHostException($"{BodyLimitSetting} must be a number of bytes, but is '{text}'.");
    }
}
