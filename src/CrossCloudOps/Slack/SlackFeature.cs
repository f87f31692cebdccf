using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

internal static class SlackFeature
{
    private const int LargestAnswer = 8 * 1024 * 1024;

    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SlackOptions.Section);
        services.AddSettings<SlackOptions>(section).Configure(options => options.ReadOperators(section));
        services.AddSingleton<IValidateOptions<SlackOptions>, ValidateSlackOptions>();
        services.AddHttpClient(SlackClient.HttpClientName, static client =>
            {
                client.Timeout = SlackClient.AnswerWithin;
                client.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
        services.AddSingleton(static provider => new Redaction(provider.GetRequiredService<IOptions<SlackOptions>>().Value.Redaction));
        services.AddSingleton<SlackText>();
        services.AddSingleton<SlackTelemetry>();
        services.AddSingleton<SlackClient>();
        services.AddSingleton<SlackFiles>();
        services.AddSingleton<SlackLinks>();
        services.AddSingleton<SlackOperators>();
        services.AddSingleton<SlackJobs>();
        services.AddSingleton<SlackDoor>();
        services.AddSingleton<SlackDispatch>();
        services.AddSingleton<SlackModals>();
        services.AddSingleton<SlackInteractions>();
        services.AddSingleton<SlackCommands>();
        services.AddSingleton<ISlackAction, HelpCommand>();
        return services;
    }
}
