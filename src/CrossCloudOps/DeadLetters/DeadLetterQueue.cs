using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>A dead-letter queue that is watched.</summary>
internal sealed record DeadLetterQueue(string Url, string? SendBackTo, string? Channel)
{
    /// <summary>A segment of document names.</summary>
    public string Key { get; } = SqsQueue.KeyOf(Url);

    public string Name { get; } = SqsQueue.NameOf(Url);

    /// <summary>CloudWatch log groups of those who consume it.</summary>
    public IReadOnlyList<string> LogGroups { get; init; } = [];
}
