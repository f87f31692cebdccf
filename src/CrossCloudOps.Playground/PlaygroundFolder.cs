namespace CrossCloudOps.Playground;

/// <summary>The app's documents: wiped at the start, and taken by one playground at a time, so that none wipes those of another.</summary>
internal static class PlaygroundFolder
{
    /// <summary>Whoever holds what is returned has the folder.</summary>
    public static FileStream Take(string directory)
    {
        var file = Path.GetFullPath(directory) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        FileStream taken;
        try
        {
            taken = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new PlaygroundException($"{directory} is in use by another playground. Stop that one, or start this one in another folder.", e);
        }

        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        return taken;
    }
}
