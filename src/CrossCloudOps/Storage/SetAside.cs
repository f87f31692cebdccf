namespace CrossCloudOps.Storage;

/// <summary>Where documents go that cannot be read, under their old names; <c>Problems/UnreadableDocuments</c> tells of them.</summary>
internal static class SetAside
{
    public const string Folder = "unreadable/";
}
