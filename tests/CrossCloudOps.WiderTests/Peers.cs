namespace CrossCloudOps.WiderTests;

/// <summary>Programs of others that the wider tests run against, installed by <c>npm install</c> in the folder <c>peers</c>.</summary>
internal static class Peers
{
    public static string Folder { get; } = Find();

    /// <summary>The path of a file of an npm package.</summary>
    public static string Package(string file) => Path.Combine(Folder, "node_modules", file);

    /// <summary>Why tests of an npm package are skipped; null if it is there, and in CI, where its absence is a failure.</summary>
    public static string? SkipReason(string package) =>
        Directory.Exists(Package(package)) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : $"{package} is not installed: run npm install in tests/CrossCloudOps.WiderTests/peers.";

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrossCloudOps.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "tests", "CrossCloudOps.WiderTests", "peers");
    }
}
