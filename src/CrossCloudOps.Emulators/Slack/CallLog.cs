namespace CrossCloudOps.Emulators.Slack;

/// <summary>What was asked, in the order of arrival, although answers may overtake one another.</summary>
internal sealed class CallLog(TimeProvider time, Changes changes)
{
    private readonly Lock _gate = new();
    private readonly List<SlackCall> _calls = [];

    public IReadOnlyList<SlackCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Notes an arrival; the number is for <see cref="End"/>.</summary>
    public int Begin(string operation, SlackArguments? arguments, FaultKind? fault)
    {
        lock (_gate)
        {
            _calls.Add(new SlackCall
            {
                Operation = operation,
                At = time.GetUtcNow(),
                Error = "unanswered",
                Channel = arguments?.Text("channel") ?? arguments?.Text("channel_id"),
                ThreadTs = arguments?.Text("thread_ts"),
                Fault = fault,
            });
            return _calls.Count - 1;
        }
    }

    public void End(int number, string? error, IReadOnlyList<string> reasons)
    {
        lock (_gate)
        {
            _calls[number] = _calls[number] with { Ok = error is null, Error = error, Reasons = reasons };
        }

        if (error is not null)
        {
            changes.Tell();
        }
    }
}
