using CrossCloudOps.LocalHost;
using CrossCloudOps.LocalHost.Settings;

namespace CrossCloudOps.Tests.LocalHost;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("settings-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_nearest_folder_upward_with_either_file_is_the_root()
    {
        var file = Write("local.settings.json", "{}");
        var below = _root.CreateSubdirectory("a").CreateSubdirectory("b");
        Write("c/host.json", "{}");
        var belowHost = _root.CreateSubdirectory("c").CreateSubdirectory("d");

        SettingsFile.Find(_root.FullName).ShouldBe(file);
        SettingsFile.Find(below.FullName).ShouldBe(file);
        SettingsFile.Find(belowHost.FullName).ShouldBeNull();
    }

    [Fact]
    public void Values_become_settings_whichever_separator_their_names_have()
    {
        var file = Write("local.settings.json", """
            {
              // As Core Tools read it: comments and trailing commas are fine.
              "IsEncrypted": false,
              "Values": { "Slack__Channel": "#ops", "Aws:Region": "eu-central-1", "Number": 5, "Flag": true, "Empty": null, },
            }
            """);

        var values = SettingsFile.Read(file);

        values.ShouldBe(
            new Dictionary<string, string?>
            {
                ["Slack:Channel"] = "#ops",
                ["Aws:Region"] = "eu-central-1",
                ["Number"] = "5",
                ["Flag"] = "true",
                ["Empty"] = "",
            },
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("{", "is not valid JSON")]
    [InlineData("[]", "must hold a JSON object")]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "\"IsEncrypted\" must be there and false")]
    [InlineData("""{ "Values": {} }""", "\"IsEncrypted\" must be there and false")]
    [InlineData("""{ "IsEncrypted": false, "Values": [] }""", "\"Values\" must be an object")]
    [InlineData("""{ "IsEncrypted": false, "Values": { "Slack": { "Channel": "#ops" } } }""", "the value of \"Slack\" must be a text")]
    public void A_file_that_cannot_be_used_is_named_with_the_reason(string content, string reason)
    {
        var file = Write("local.settings.json", content);

        var fault = Should.Throw<LocalHostException>(() => SettingsFile.Read(file));

        fault.Message.ShouldStartWith(file);
        fault.Message.ShouldContain(reason);
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        var name = $"LocalSettingsTests_{Guid.NewGuid():N}";
        Write("local.settings.json", $$"""{ "IsEncrypted": false, "Values": { "{{name}}:Key": "file", "{{name}}:Other": "file" } }""");
        Environment.SetEnvironmentVariable($"{name}__Key", "environment");

        var both = LocalSettings.Read(_root.FullName);
        var environment = LocalSettings.Read(directory: null);

        both[$"{name}:Key"].ShouldBe("environment");
        both[$"{name}:Other"].ShouldBe("file");
        environment[$"{name}:Key"].ShouldBe("environment");
        environment[$"{name}:Other"].ShouldBeNull();
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
