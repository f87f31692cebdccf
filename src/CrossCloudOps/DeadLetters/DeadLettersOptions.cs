using CrossCloudOps.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>Settings <c>DeadLetters__*</c>: which dead-letter queues are watched. Without the section the feature is off.</summary>
internal sealed class DeadLettersOptions
{
    public const string Section = "DeadLetters";

    public IList<DeadLetterQueueOptions> Queues { get; } = [];

    /// <summary>How many messages a second "Send back all" sends; 0: as fast as SQS takes them.</summary>
    public int RedriveRate { get; set; } = 50;

    /// <summary>A first message that would have to be watched for longer than this tells nothing: somebody is asked whether to go on.</summary>
    public TimeSpan LongestCanaryWatch { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>"Send back all" stops by itself when so many came back, or so many in a hundred of those sent, whichever is more.</summary>
    public int StopAfterReturned { get; set; } = 3;

    public int StopAfterReturnedPercent { get; set; } = 5;

    /// <summary>Send back asks first when a dead letter came back this many times.</summary>
    public int ConfirmAfterReturns { get; set; } = 2;

    /// <summary>
    /// How long dead letters stay in the archive after they were dealt with. Open ones of that age are purged too, but only a week after
    /// Slack confirmed the warning.
    /// </summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);
}

/// <summary>Settings <c>DeadLetters__Queues__n__*</c>: one dead-letter queue.</summary>
internal sealed class DeadLetterQueueOptions
{
    /// <summary>The dead-letter queue's URL.</summary>
    public string? Url { get; set; }

    /// <summary>URL of the queue that messages go back to when SQS does not tell where they came from.</summary>
    public string? SendBackTo { get; set; }

    /// <summary>The channel's id, if it is not the default one.</summary>
    public string? Channel { get; set; }

    /// <summary>Names of CloudWatch log groups where its consumers tell why they failed.</summary>
    public IList<string> LogGroups { get; } = [];
}

internal sealed class ValidateDeadLettersOptions(IConfiguration configuration) : IValidateOptions<DeadLettersOptions>
{
    private const int MostQueues = 500;
    private const int FastestRate = 10_000;
    private static readonly TimeSpan LongestWatch = TimeSpan.FromHours(12);

    /// <summary>SQS keeps a message for 14 days: until then one that was dealt with may come again, and must be known.</summary>
    private static readonly TimeSpan ShortestKeep = TimeSpan.FromDays(15);
    private const int MostLogGroups = 20;
    private const int LongestLogGroup = 512;
    private const string UrlRule = "give the queue's URL, as in https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq.";

    public ValidateOptionsResult Validate(string? name, DeadLettersOptions options)
    {
        var faults = new SettingFaults(DeadLettersOptions.Section);
        if (configuration.GetSection(DeadLettersOptions.Section).Exists() && options.Queues.Count == 0)
        {
            faults.Add("Queues:0:Url", null, $"{UrlRule} Or remove all settings DeadLetters__*, to turn the feature off.");
        }

        if (options.Queues.Count > MostQueues)
        {
            faults.Add("Queues", $"{options.Queues.Count} queues", $"at most {MostQueues} are watched by one app.");
        }

        CheckBulk(faults, options);
        if (options.ConfirmAfterReturns < 1)
        {
            faults.Add("ConfirmAfterReturns", $"{options.ConfirmAfterReturns}", "at least 1 is needed: from so many returns on, Send back asks first.");
        }

        if (options.KeepFor < ShortestKeep)
        {
            faults.Add("KeepFor", $"{options.KeepFor}", $"give at least {ShortestKeep.Days} days ({ShortestKeep}): SQS keeps messages for 14, and until then one may come again.");
        }

        var known = new Dictionary<string, int>();
        for (var n = 0; n < options.Queues.Count; n++)
        {
            var queue = options.Queues[n];

            if (!SqsQueue.IsUrl(queue.Url))
            {
                faults.Add($"Queues:{n}:Url", queue.Url, UrlRule);
                continue;
            }

            if (!known.TryAdd(SqsQueue.KeyOf(queue.Url!), n))
            {
                faults.Add($"Queues:{n}:Url", queue.Url, $"it is the queue of {faults.Name($"Queues:{known[SqsQueue.KeyOf(queue.Url!)]}:Url")} already. Remove one.");
            }

            CheckSendBackTo(faults, n, queue);
            CheckLogGroups(faults, n, queue);
        }

        return faults.Result;
    }

    private static void CheckBulk(SettingFaults faults, DeadLettersOptions options)
    {
        if (options.RedriveRate is < 0 or > FastestRate)
        {
            faults.Add("RedriveRate", $"{options.RedriveRate}", $"give messages a second, 1 to {FastestRate}. 0 sends as fast as SQS takes them.");
        }

        if (options.LongestCanaryWatch < TimeSpan.Zero || options.LongestCanaryWatch > LongestWatch)
        {
            faults.Add("LongestCanaryWatch", $"{options.LongestCanaryWatch}", "give a time from 00:00:00 (always ask) to 12:00:00, the longest that SQS hides a message.");
        }

        if (options.StopAfterReturned < 1)
        {
            faults.Add("StopAfterReturned", $"{options.StopAfterReturned}", "at least 1 is needed: \"Send back all\" stops when so many came back.");
        }

        if (options.StopAfterReturnedPercent is < 0 or > 100)
        {
            faults.Add("StopAfterReturnedPercent", $"{options.StopAfterReturnedPercent}", "give a percentage, 0 to 100.");
        }
    }

    private static void CheckSendBackTo(SettingFaults faults, int n, DeadLetterQueueOptions queue)
    {
        if (string.IsNullOrEmpty(queue.SendBackTo))
        {
            return;
        }

        if (!SqsQueue.IsUrl(queue.SendBackTo))
        {
            faults.Add($"Queues:{n}:SendBackTo", queue.SendBackTo, UrlRule);
        }
        else if (SqsQueue.KeyOf(queue.SendBackTo) == SqsQueue.KeyOf(queue.Url!))
        {
            faults.Add($"Queues:{n}:SendBackTo", queue.SendBackTo, "it is the dead-letter queue itself. Give the queue that your consumer reads.");
        }
        else if (SqsQueue.IsFifo(queue.SendBackTo) && !SqsQueue.IsFifo(queue.Url!))
        {
            faults.Add($"Queues:{n}:SendBackTo", queue.SendBackTo, "a FIFO queue needs a message group id, which messages of a standard dead-letter queue need not have.");
        }
    }

    /// <summary>What a log group's name may hold. <see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"/></summary>
    private static void CheckLogGroups(SettingFaults faults, int n, DeadLetterQueueOptions queue)
    {
        if (queue.LogGroups.Count > MostLogGroups)
        {
            faults.Add($"Queues:{n}:LogGroups", $"{queue.LogGroups.Count} log groups", $"at most {MostLogGroups} are searched for one queue.");
        }

        for (var group = 0; group < queue.LogGroups.Count; group++)
        {
            if (queue.LogGroups[group] is not { Length: > 0 and <= LongestLogGroup } name || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.' or '#'))
            {
                faults.Add($"Queues:{n}:LogGroups:{group}", queue.LogGroups[group], "give the log group's name, for example /aws/lambda/orders, not its ARN.");
            }
        }
    }
}
