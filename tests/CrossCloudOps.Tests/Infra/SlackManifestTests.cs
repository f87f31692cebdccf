using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Infra;

/// <summary>The Slack app's manifest, against what the app calls and is called at.</summary>
public sealed partial class SlackManifestTests
{
    private const string Host = "https://<app-host>";

    /// <summary>The scope that each method needs; none where any token will do. From the methods' own pages, <see href="https://docs.slack.dev/reference/methods"/></summary>
    private static readonly Dictionary<string, string?> Scopes = new()
    {
        ["chat.getPermalink"] = null,
        ["chat.postEphemeral"] = "chat:write",
        ["chat.postMessage"] = "chat:write",
        ["chat.update"] = "chat:write",
        ["conversations.history"] = "channels:history",
        ["conversations.replies"] = "channels:history",
        ["files.completeUploadExternal"] = "files:write",
        ["files.getUploadURLExternal"] = "files:write",
        ["usergroups.users.list"] = "usergroups:read",
        ["views.open"] = null,
        ["views.update"] = null,
    };

    private static readonly string Text = File.ReadAllText(SourceTree.Path("infra", "slack", "manifest.yaml"));

    private static readonly YamlMappingNode Manifest = CloudFormationFile.Parse("manifest.yaml", Text).Root;

    [Fact]
    public void The_addresses_are_those_of_the_apps_functions_on_one_placeholder_host()
    {
        var addresses = Address().Matches(Text).Select(static m => m.Value).ToList();

        addresses.ShouldBe([$"{Host}/api/slack/commands", $"{Host}/api/slack/interactions"]);
        addresses.Select(static a => a[Host.Length..]).ShouldBeSubsetOf(AppRoutes.All);
    }

    [Fact]
    public void The_scopes_are_those_of_the_methods_that_the_app_calls_and_no_wider()
    {
        var methods = SourceTree.Sources("src", "CrossCloudOps").SelectMany(static f => Method().Matches(File.ReadAllText(f)).Select(static m => m.Groups[1].Value)).Distinct().ToList();
        methods.ShouldBe(Scopes.Keys, ignoreOrder: true);

        var needed = methods.Select(static m => Scopes[m]).OfType<string>().Append("commands").Distinct();
        var given = ((YamlSequenceNode)At("oauth_config", "scopes", "bot")).Children.Select(static s => ((YamlScalarNode)s).Value!);
        var wished = Wished().Matches(Text).Select(static m => m.Groups[1].Value).ToList();

        wished.ShouldBe(["usergroups:read", "chat:write.customize"]);
        given.ShouldBe(needed.Except(wished), ignoreOrder: true);
    }

    [Fact]
    public void Each_text_is_within_Slacks_limits()
    {
        Value("display_information", "name").Length.ShouldBeInRange(1, 35);
        Value("display_information", "description").Length.ShouldBeInRange(1, 140);
        Value("features", "bot_user", "display_name").ShouldMatch("^[a-z0-9-_.]{1,80}$");
        var command = (YamlMappingNode)((YamlSequenceNode)At("features", "slash_commands")).Children.ShouldHaveSingleItem();
        ((YamlScalarNode)command.Children["command"]).Value.ShouldBe("/ops");
    }

    [Fact]
    public void The_app_answers_over_HTTP_with_a_token_that_stays()
    {
        Value("settings", "interactivity", "is_enabled").ShouldBe("true");
        Value("settings", "socket_mode_enabled").ShouldBe("false");
        Value("settings", "token_rotation_enabled").ShouldBe("false");
    }

    private static string Value(params string[] path) => ((YamlScalarNode)At(path)).Value!;

    private static YamlNode At(params string[] path) => path.Aggregate((YamlNode)Manifest, static (node, name) => ((YamlMappingNode)node).Children[name]);

    [GeneratedRegex(@"https://[^\s]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"""((?:chat|files|conversations|usergroups|views|auth|users|reactions|bookmarks|pins)\.[A-Za-z.]+)""")]
    private static partial Regex Method();

    /// <summary>A scope that stands there as a comment.</summary>
    [GeneratedRegex(@"^\s*# - ([a-z:.]+)$", RegexOptions.Multiline)]
    private static partial Regex Wished();
}
