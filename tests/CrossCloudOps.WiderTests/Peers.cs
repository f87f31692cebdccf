namespace CrossCloudOps.WiderTests;

/// <summary>Programs of others that the wider tests run against, installed by <c>npm install</c> in the folder <c>peers</c>.</summary>
internal static class Peers
{
    /// <summary>The folder of the peers in the sources.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The path of a file or folder of an npm package.</summary>
    public static string Package(string path) => Path.Combine(Folder, "node_modules", path);

    /// <summary>Why tests of an npm package are skipped; null if it is there, and in CI, where its absence is a failure.</summary>
    public static string? SkipReason(string package) =>
        Directory.Exists(Package(package)) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : $"Needs {package}: run npm install in tests/CrossCloudOps.WiderTests/peers.";

    private static string Find(string from)
    {
        var root = new DirectoryInfo(from);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CrossCloudOps.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? from, "tests", "CrossCloudOps.WiderTests", "peers");
    }
}
