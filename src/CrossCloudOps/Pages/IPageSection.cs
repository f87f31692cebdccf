namespace CrossCloudOps.Pages;

/// <summary>
/// A feature's part of the status page, as plain data: the page alone knows how it is shown. It is made of documents that somebody wrote
/// before, and asks neither AWS nor anybody else. In Slack the same feature speaks for itself, in its own words: see <see cref="Problems.IStatusSection"/>.
/// </summary>
internal interface IPageSection
{
    string Title { get; }

    /// <summary>Null if there is nothing to say, as while the feature is off.</summary>
    Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
