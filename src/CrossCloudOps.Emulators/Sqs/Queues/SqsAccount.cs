using System.Collections.Concurrent;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>The queues of one account in one Region.</summary>
internal sealed class SqsAccount(SqsEmulatorOptions options)
{
    public const long Minute = 60_000;

    /// <summary>Who sends: one user, as IAM would call it.</summary>
    public const string SenderId = "AIDAEMULATEDSENDER000";

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, SqsQueue> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _deletedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _denied = new(StringComparer.Ordinal);
    private readonly string _arnPrefix = $"arn:aws:sqs:{options.Region}:{options.AccountId}:";

    public TimeProvider Time { get; } = options.TimeProvider;

    public int InFlightLimit { get; } = options.InFlightLimit;

    public string Region { get; } = options.Region;

    public string AccountId { get; } = options.AccountId;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>By name.</summary>
    public IEnumerable<SqsQueue> Queues => _queues.Values.OrderBy(queue => queue.Name, StringComparer.Ordinal);

    /// <summary>Where the service listens.</summary>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1");

    public string UrlOf(string name) => $"{Endpoint.GetLeftPart(UriPartial.Authority)}/{AccountId}/{name}";

    public string ArnOf(string name) => _arnPrefix + name;

    /// <summary>The ARN of the queue at an address, existing or not, of whichever account; without an address that of no queue.</summary>
    public string ArnAt(string? queueUrl) =>
        queueUrl?.Split('/') is [.., { Length: > 0 } account, { Length: > 0 } name] ? $"arn:aws:sqs:{Region}:{account}:{name}" : ArnOf(string.Empty);

    public SqsQueue? Find(string name) => _queues.GetValueOrDefault(name);

    public SqsQueue? FindByArn(string arn) => arn.StartsWith(_arnPrefix, StringComparison.Ordinal) ? Find(arn[_arnPrefix.Length..]) : null;

    /// <summary>The name in a queue's address, whatever host the address has.</summary>
    public string? NameIn(string? queueUrl) =>
        queueUrl?.Split('/') is [.., var account, { Length: > 0 } name] && account == AccountId ? name : null;

    public SqsQueue Create(string name, IReadOnlyDictionary<string, string> attributes)
    {
        var fifo = CheckName(name, attributes);
        lock (_gate)
        {
            if (_queues.TryGetValue(name, out var existing))
            {
                return attributes.FirstOrDefault(attribute => existing.Settings.With(attribute.Key, attribute.Value) != existing.Settings)
                    is { Key: { } differing } ? throw SqsErrors.QueueNameExists(differing) : existing;
            }

            if (_deletedAt.TryGetValue(name, out var deletedAt) && Now < deletedAt + Minute)
            {
                throw SqsErrors.QueueDeletedRecently();
            }

            var settings = new QueueSettings(fifo).With(attributes);
            CheckRedrive(ArnOf(name), settings);
            return _queues[name] = new SqsQueue(this, name, settings);
        }
    }

    public void Change(SqsQueue queue, IReadOnlyDictionary<string, string> attributes)
    {
        lock (_gate)
        {
            var settings = queue.Settings.With(attributes);
            if (settings.RedrivePolicy != queue.Settings.RedrivePolicy)
            {
                CheckRedrive(queue.Arn, settings);
            }

            queue.Change(settings);
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            if (_queues.TryRemove(name, out var queue))
            {
                _deletedAt[name] = Now;
                queue.Close();
            }
        }
    }

    public void Deny(string name) => _denied[name] = true;

    public void Allow(string name) => _denied.TryRemove(name, out _);

    public bool IsDenied(string name) => _denied.ContainsKey(name);

    private static bool CheckName(string name, IReadOnlyDictionary<string, string> attributes)
    {
        const int Longest = 80;
        const string Ending = ".fifo";
        var fifo = name.EndsWith(Ending, StringComparison.Ordinal);
        var stem = fifo ? name[..^Ending.Length] : name;
        if (stem.Length == 0 || name.Length > Longest || !stem.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw SqsErrors.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }

        var asksForFifo = attributes.TryGetValue("FifoQueue", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
        return fifo == asksForFifo ? fifo : throw SqsErrors.InvalidParameter("The name of a FIFO queue can only include alphanumeric "
            + "characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.");
    }

    private void CheckRedrive(string sourceArn, QueueSettings settings)
    {
        if (settings.RedrivePolicy is not { } policy)
        {
            return;
        }

        if (policy.DeadLetterTargetArn == sourceArn)
        {
            return;
        }

        var target = FindByArn(policy.DeadLetterTargetArn);
        var reason = target is null ? "Dead letter target does not exist."
            : target.Fifo != settings.Fifo ? "Dead-letter queue must be same type of queue as the source."
            : target.Settings.RedriveAllowPolicy?.Allows(sourceArn) == false ? "Queue does not have permission to redrive to the target."
            : null;
        if (reason is not null)
        {
            throw SqsErrors.InvalidParameter("RedrivePolicy", policy, reason);
        }
    }
}
