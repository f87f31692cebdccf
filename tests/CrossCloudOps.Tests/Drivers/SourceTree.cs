namespace CrossCloudOps.Tests.Drivers;

/// <summary>The repository that these tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The C# files of a folder and those beneath it.</summary>
    public static IEnumerable<string> Sources(params string[] parts) =>
        Directory.EnumerateFiles(Path(parts), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The tests run outside of their repository."),
        _ when File.Exists(System.IO.Path.Combine(folder.FullName, "CrossCloudOps.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
