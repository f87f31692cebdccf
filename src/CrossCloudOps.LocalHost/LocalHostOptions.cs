using CrossCloudOps.Functions;

namespace CrossCloudOps.LocalHost;

internal sealed record LocalHostOptions
{
    public const int DefaultPort = 7071;

    /// <summary>The loopback port; 0 takes a free one, which <c>app.Urls</c> names after the start.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where <c>[Function]</c> methods are looked for.</summary>
    public IEnumerable<Type> FunctionClasses { get; init; } = typeof(TimerFunctions).Assembly.GetTypes();

    /// <summary>Taken for a <c>%Setting%</c> of a timer trigger that the configuration does not have.</summary>
    public IReadOnlyDictionary<string, string> DefaultSchedules { get; init; } = TimerFunctions.DefaultSchedules;
}
