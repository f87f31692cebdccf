using System.IO.Enumeration;

namespace CrossCloudOps.Storage;

/// <summary>
/// Walks the files below a directory in ordinal order of their full names, with the names of one folder per level in memory. A folder
/// counts as its name and a slash there, so that <c>a-b</c> comes before <c>a/b</c>.
/// </summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public static IEnumerable<(string Name, DateTime Stamp)> List(string directory, string prefix)
    {
        var slash = prefix.LastIndexOf('/') + 1;
        return Walk(directory, prefix[..slash], prefix[slash..]);
    }

    private static IEnumerable<(string Name, DateTime Stamp)> Walk(string directory, string folder, string prefix)
    {
        foreach (var entry in Entries(directory, folder))
        {
            if (!entry.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var name = folder + entry;
            if (!entry.EndsWith('/'))
            {
                // Gone between the two looks: then it is not listed.
                if (DocumentFile.LastModified(Path.Combine(directory, name)) is { } stamp)
                {
                    yield return (name, stamp);
                }
            }
            else
            {
                foreach (var below in Walk(directory, name, ""))
                {
                    yield return below;
                }
            }
        }
    }

    private static List<string> Entries(string directory, string folder)
    {
        var path = Path.Combine(directory, folder);
        try
        {
            List<string> entries =
            [
                .. new FileSystemEnumerable<string>(
                    path, (ref entry) => entry.IsDirectory ? $"{entry.FileName}/" : entry.FileName.ToString(), Everything)
                {
                    ShouldIncludePredicate = (ref entry) => !entry.FileName.StartsWith('.'),
                },
            ];
            entries.Sort(StringComparer.Ordinal);
            if (entries.Count == 0 && folder.Length > 0)
            {
                RemoveIfEmpty(path);
            }

            return entries;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    // Deleted documents leave their folders behind.
    private static void RemoveIfEmpty(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (IOException)
        {
            // Something was created here just now, or another listing was faster.
        }
    }
}
