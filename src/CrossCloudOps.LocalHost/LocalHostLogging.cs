using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.LocalHost;

/// <summary>
/// One line per entry with UTC time. A start that fails is told once, by whoever started: the framework's own reports of it, with their
/// stack traces, are held back until <see cref="Started"/>.
/// </summary>
internal sealed class LocalHostLogging
{
    public bool Started { get; set; }

    public void AddTo(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => Started && level >= LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => Started && level >= LogLevel.Information);
    }
}
