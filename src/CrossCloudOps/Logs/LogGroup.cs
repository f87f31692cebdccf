using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs;

/// <summary>A log group and what the settings say of it.</summary>
/// <param name="Id">Its name; or its ARN, if it belongs to another account.</param>
internal sealed record LogGroup(string Id, LogGroupOptions Settings)
{
    public string Name => LogGroupName.Of(Id);

    /// <summary>A segment of document names.</summary>
    public string Key { get; } = DocumentName.Segment(Id);
}
