using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.WiderTests.Publishing;

/// <summary>What is deployed: the app and nothing else, ready to start.</summary>
public sealed class PublishedPackageTests(PublishedPackage package) : IClassFixture<PublishedPackage>
{
    private const long Largest = 60_000_000;

    /// <summary>On a feed that lacks packages this is all of it; elsewhere their own files and what they bring come besides.</summary>
    [Fact]
    public void The_files_are_those_that_were_approved() => Approved.ShouldBe("Package.txt", string.Join('\n', package.Common));

    [Fact]
    public void It_has_the_hosts_settings_and_none_of_ours()
    {
        File.ReadAllText(Path.Combine(package.Folder, "host.json")).ShouldBe(File.ReadAllText(SourceTree.Path("host.json")));
        package.Files.ShouldNotContain(static f => f.Contains("settings", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Nothing_of_tests_emulators_playground_or_local_host_is_in_it()
    {
        package.Files.Where(static f => f.StartsWith("CrossCloudOps", StringComparison.Ordinal) && f.EndsWith(".dll", StringComparison.Ordinal)).ShouldBe(["CrossCloudOps.Functions.dll", "CrossCloudOps.dll"], ignoreOrder: true);
        package.TypesOf("CrossCloudOps.dll").Concat(package.TypesOf("CrossCloudOps.Functions.dll"))
            .ShouldNotContain(static t => t.Contains("Emulator", StringComparison.Ordinal) || t.Contains("Playground", StringComparison.Ordinal) || t.Contains("LocalHost", StringComparison.Ordinal));
        package.Files.ShouldNotContain(static f => f.Contains("xunit", StringComparison.OrdinalIgnoreCase) || f.Contains("Shouldly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Our_assemblies_and_those_that_every_start_loads_are_compiled_ahead()
    {
        string[] loaded = ["CrossCloudOps.dll", "CrossCloudOps.Functions.dll", "AWSSDK.Core.dll", "AWSSDK.SQS.dll", "Azure.Core.dll", "Azure.Storage.Blobs.dll", "OpenTelemetry.dll"];

        loaded.Where(f => !package.IsReadyToRun(f)).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_small_enough_to_be_fetched_at_a_cold_start() => package.Bytes.ShouldBeLessThan(Largest);
}
