namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>
/// Which webhooks go to SQS in one call. SQS may fail an entry of a batch and take a later one of its group, and that order is lost for
/// good. So while SQS has not taken a hundred calls in a row without a fault, which is after each outage, a batch has one entry of a group.
/// Then tens: one a call and round trip would be too slow for a route that is a single group, and its spool would never end.
/// </summary>
internal sealed class SpoolBatching
{
    /// <summary>The limits of one call. <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"/></summary>
    private const int MostEntries = 10;
    private const int MostBytes = 1024 * 1024;

    public const int CallsBeforeTens = 100;

    private int _clean;
    private int _alone;

    /// <summary>How many of the lines go together from this one on, which holds a record.</summary>
    public int Next(IReadOnlyList<SpoolLine> lines, int from)
    {
        var most = Math.Min(_alone > 0 ? 1 : MostEntries, lines.Count - from);
        var groups = new HashSet<string>();
        var (count, bytes) = (0, 0L);
        while (count < most && lines[from + count].Record is { Webhook: var webhook } && Fits(webhook))
        {
            count++;
        }

        return count;

        bool Fits(QueuedWebhook webhook) =>
            ((bytes += webhook.Bytes) <= MostBytes || count == 0) && (groups.Add(webhook.GroupId) || _clean >= CallsBeforeTens);
    }

    /// <summary>What came of a call: whether SQS did what it could.</summary>
    public void Answered(int entries, bool isClean)
    {
        _clean = isClean ? _clean + 1 : 0;
        _alone = Math.Max(0, _alone - entries);
    }

    /// <summary>SQS refused a call for what is in one of its entries, and does not say in which.</summary>
    public void Separate(int entries) => _alone = entries;
}
