using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>
/// What a log group brought and is to be counted next: <c>logs/batches/&lt;group&gt;/&lt;sequence&gt;</c>. Once it is there it will be
/// counted, once: batches of a group are counted one after the other, and everything they change remembers the last.
/// </summary>
internal sealed record LogBatch : IVersionedDocument
{
    public const string Folder = "logs/batches/";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required DateTimeOffset At { get; init; }

    /// <summary>Without what was counted before.</summary>
    public required IReadOnlyList<LogFind> Finds { get; init; }

    /// <summary>Fingerprints of those that are told together.</summary>
    public required IReadOnlyList<string> Crowd { get; init; }

    /// <summary><see cref="EventMark"/>s of events that belong to an error which another event stands for.</summary>
    public byte[] Absorbed { get; init; } = [];

    /// <summary>Documents of the inbox that it was made of.</summary>
    public IReadOnlyList<string> Inbox { get; init; } = [];

    /// <summary>How the group stands when it is counted; its sequence is the batch's own.</summary>
    public required GroupState State { get; init; }

    public static string NameOf(string groupKey, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{groupKey}/{sequence:D15}");
}
