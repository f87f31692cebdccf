namespace CrossCloudOps.WiderTests;

/// <summary>A test against an npm package of <c>peers/</c>; skipped where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(string package)
    {
        Package = package;
        Skip = System.IO.Directory.Exists(Path.Combine(Directory, "node_modules", package))
            ? null
            : $"Needs {package}: run npm install in tests/CrossCloudOps.WiderTests/peers.";
    }

    public string Package { get; }

    /// <summary>The folder of the peers in the sources.</summary>
    internal static string Directory { get; } = Find(AppContext.BaseDirectory);

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
