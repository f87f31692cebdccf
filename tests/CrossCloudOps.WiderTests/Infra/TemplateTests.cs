using System.Diagnostics;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.WiderTests.Infra;

/// <summary>The templates of <c>infra/</c>, by those who know their languages.</summary>
public sealed class TemplateTests
{
    private static readonly string[] Bicep = Templates("azure", "*.bicep*");

    private static readonly string[] CloudFormation = Templates("aws", "*.yaml");

    [PeerFact("tree-sitter-bicep")]
    public async Task All_Bicep_is_taken_by_its_grammar()
    {
        Bicep.Length.ShouldBeGreaterThanOrEqualTo(9);

        (await FaultsAsync("bicep.mjs", Bicep)).ShouldBeEmpty();
    }

    [PeerFact("tree-sitter-bicep")]
    public async Task Bicep_that_is_broken_anywhere_is_not()
    {
        using var folder = new BrokenCopies();
        var files = Bicep.Select(path => folder.Break(path, static text => text[..text.LastIndexOf(text.Contains('}', StringComparison.Ordinal) ? '}' : '\'')])).ToList();

        var faults = await FaultsAsync("bicep.mjs", files);

        files.ShouldAllBe(file => faults.Any(fault => fault.StartsWith(file, StringComparison.Ordinal)));
    }

    [PeerFact("cfn-lint")]
    public async Task All_CloudFormation_is_without_a_fault()
    {
        CloudFormation.Length.ShouldBe(5);

        (await FaultsAsync("cfn-lint.mjs", CloudFormation)).ShouldBeEmpty();
    }

    [PeerFact("cfn-lint")]
    public async Task CloudFormation_with_a_wrong_property_is_not()
    {
        using var folder = new BrokenCopies();
        var files = CloudFormation.Select(path => folder.Break(path, static text => text.Replace("    Properties:\n", "    Properties:\n      Misspelled: 1\n", StringComparison.Ordinal))).ToList();

        var faults = await FaultsAsync("cfn-lint.mjs", files);

        files.ShouldAllBe(file => faults.Any(fault => fault.StartsWith(file, StringComparison.Ordinal) && fault.Contains("Misspelled", StringComparison.Ordinal)));
    }

    private static string[] Templates(string cloud, string pattern) =>
        [.. Directory.EnumerateFiles(SourceTree.Path("infra", cloud), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> FaultsAsync(string script, IReadOnlyCollection<string> files)
    {
        using var checker = Process.Start(new ProcessStartInfo("node", [script, .. files]) { WorkingDirectory = Peers.Folder, RedirectStandardOutput = true }).ShouldNotBeNull();
        var output = await checker.StandardOutput.ReadToEndAsync();
        await checker.WaitForExitAsync();
        checker.ExitCode.ShouldBe(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Copies of templates with a fault in each.</summary>
    private sealed class BrokenCopies : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("crosscloudops-templates-").FullName;

        public string Break(string path, Func<string, string> change)
        {
            var text = File.ReadAllText(path);
            var broken = change(text);
            broken.ShouldNotBe(text);
            var copy = Path.Combine(_folder, Path.GetFileName(path));
            File.WriteAllText(copy, broken);
            return copy;
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
