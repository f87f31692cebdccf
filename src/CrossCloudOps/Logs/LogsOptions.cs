namespace CrossCloudOps.Logs;

/// <summary>Settings <c>Logs__*</c>: in which CloudWatch log groups errors are looked for. Without the section the feature is off.</summary>
internal sealed class LogsOptions
{
    public const string Section = "Logs";

    public IList<LogGroupOptions> Groups { get; } = [];

    /// <summary>Secrets that Firehose and other senders of <see cref="LogGroupOptions.Received"/> groups show; each is taken, so that one can be replaced without a gap.</summary>
    public IList<string> AccessKeys { get; } = [];

    /// <summary>An error that was not seen for this long is resolved.</summary>
    public TimeSpan QuietAfter { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How late an event may become readable after its own time, and still be counted.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Calls of FilterLogEvents a second, of all that read logs in this account and Region: the quota is 5 in some Regions, 10 in most and
    /// 25 in us-east-1, and cannot be raised.
    /// </summary>
    public int CallsPerSecond { get; set; } = 4;

    /// <summary>So many kinds of errors of one log group have a message of their own; more are told together.</summary>
    public int MostKinds { get; set; } = 50;
}

/// <summary>Settings <c>Logs__Groups__n__*</c>: one log group, or those whose names begin alike.</summary>
internal sealed class LogGroupOptions
{
    /// <summary>The log group's name; or its ARN, for a group of another account that a monitoring account sees.</summary>
    public string? Name { get; set; }

    /// <summary>Instead of a name: all log groups whose names begin so.</summary>
    public string? Prefix { get; set; }

    /// <summary>Which events are errors, in the pattern language of CloudWatch Logs. The default finds what common runtimes write.</summary>
    public string FilterPattern { get; set; } = "?ERROR ?CRITICAL ?FATAL ?Exception ?Traceback ?panic ?\"Task timed out\" ?\"Runtime exited\"";

    /// <summary>Whether the lines around an error are read too, for a traceback that is spread over several events.</summary>
    public bool Context { get; set; } = true;

    /// <summary>Its events are sent to us, by Firehose or a function, and it is not scanned. What is an error was decided by the subscription filter.</summary>
    public bool Received { get; set; }

    /// <summary>The channel's id, if it is not the default one.</summary>
    public string? Channel { get; set; }
}
