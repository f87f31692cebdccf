using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.WiderTests.Publishing;

/// <summary>
/// What `dotnet publish src/CrossCloudOps.Functions` makes, in a folder of its own. What a package that this feed may lack brings along
/// differs from feed to feed (a stand-in brings nothing); <see cref="Common"/> is what is the same on all.
/// </summary>
public sealed class PublishedPackage : IDisposable
{
    /// <summary>Packages that a stand-in may be there for.</summary>
    private static readonly string[] Families = ["AWSSDK.CloudWatchLogs", "AWSSDK.SQS", "Azure.Monitor.OpenTelemetry.Exporter", "Azure.Storage.Blobs", "Microsoft.Azure.Functions.Worker"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosscloudops-publish-");
    private readonly Dictionary<string, JsonElement> _libraries;

    public PublishedPackage()
    {
        Publish();
        using var deps = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "CrossCloudOps.Functions.deps.json")));
        _libraries = deps.RootElement.GetProperty("targets").EnumerateObject().Single(static t => t.Name.EndsWith("/linux-x64", StringComparison.Ordinal)).Value
            .EnumerateObject().ToDictionary(static l => l.Name.Split('/')[0], static l => l.Value.Clone());
    }

    public string Folder => Path.Combine(_folder.FullName, "package");

    /// <summary>All files, with / between folders.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public long Bytes => Files.Sum(f => new FileInfo(Path.Combine(Folder, f)).Length);

    /// <summary>Without what only such packages bring.</summary>
    public IReadOnlyList<string> Common => [.. Files.Except(FilesOf(_libraries.Keys.Except(CommonLibraries()))).Where(static f => !IsOfTheWorkerSdk(f) && !MayBeOfTheFramework(f))];

    public bool IsReadyToRun(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        using var pe = new PEReader(stream);
        return pe.HasMetadata && pe.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    /// <summary>Names of all types that an assembly defines.</summary>
    public IReadOnlyList<string> TypesOf(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        using var pe = new PEReader(stream);
        var metadata = pe.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Libraries that the app reaches without going through one of the families.</summary>
    private HashSet<string> CommonLibraries()
    {
        var found = new HashSet<string>();
        var next = new Queue<string>(["CrossCloudOps.Functions"]);
        while (next.TryDequeue(out var library))
        {
            if (found.Add(library) && _libraries[library].TryGetProperty("dependencies", out var dependencies))
            {
                foreach (var dependency in dependencies.EnumerateObject().Select(static d => d.Name).Where(name => _libraries.ContainsKey(name) && !Families.Any(f => IsOf(name, f))))
                {
                    next.Enqueue(dependency);
                }
            }
        }

        return found;
    }

    private IEnumerable<string> FilesOf(IEnumerable<string> libraries) => libraries.Select(l => _libraries[l])
        .SelectMany(static l => new[] { "runtime", "native", "resources" }.Where(kind => l.TryGetProperty(kind, out _)).SelectMany(kind => l.GetProperty(kind).EnumerateObject()))
        .Select(static f => Path.GetFileName(f.Name));

    private static bool IsOf(string library, string family) => library == family || library.StartsWith($"{family}.", StringComparison.Ordinal);

    /// <summary>What the host reads about the functions, made by the real worker's SDK at the build.</summary>
    private static bool IsOfTheWorkerSdk(string file) =>
        file is "functions.metadata" or "extensions.json" or "worker.config.json" || file.StartsWith(".azurefunctions/", StringComparison.Ordinal);

    /// <summary>An SDK whose shared framework is older than our packages takes the packages' own.</summary>
    private static bool MayBeOfTheFramework(string file) => file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);

    private void Publish()
    {
        // Of its own, so that no build that goes on beside it, or after it, meets what it made.
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", SourceTree.Path("src", "CrossCloudOps.Functions"), "--configuration", "Release", "--output", Folder, "-p:AllowStandInPublish=true", "-p:RunAnalyzers=false",
                $"-p:ArtifactsPath={Path.Combine(_folder.FullName, "artifacts")}", "-nodeReuse:false",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish failed.\n{output}\n{errors.Result}");
        }
    }
}
