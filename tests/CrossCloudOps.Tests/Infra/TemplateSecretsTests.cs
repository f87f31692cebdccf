using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Infra;

/// <summary>No template holds, takes or gives a secret: they are put into a vault by people, and templates name them.</summary>
public sealed partial class TemplateSecretsTests
{
    [Fact]
    public void No_template_holds_takes_or_gives_a_secret() => Directory.EnumerateFiles(SourceTree.Path("infra"), "*", SearchOption.AllDirectories)
        .SelectMany(static path => Secrets(File.ReadAllText(path)).Select(secret => $"{Path.GetFileName(path)}: {secret}"))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("value: account.listKeys().keys[0].value", "listKeys")]
    [InlineData("value: 'DefaultEndpointsProtocol=https;AccountKey=abc'", "AccountKey=")]
    [InlineData("@secure()\nparam token string", "@secure")]
    [InlineData("  Password:\n    NoEcho: true", "Password,NoEcho")]
    [InlineData("  Slack__BotToken: 'xoxb-123'", "xoxb-")]
    [InlineData("  Webhooks__Routes__A__Signature__Secrets__0: 'whsec_abc'", "whsec_")]
    [InlineData("  AccessKey: !Ref Key", "AccessKey:")]
    [InlineData("aws_access_key_id = AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("      SlackBotToken: '{{resolve:secretsmanager:slack}}'", "{{resolve:")]
    public void A_secret_is_found(string text, string found) => string.Join(',', Secrets(text)).ShouldBe(found);

    [Fact]
    public void A_secret_setting_is_given_as_a_reference_to_the_vault_and_never_as_a_value()
    {
        ((BicepText)BicepFile.App.The("var", "references").Value!).Text.ShouldBe(
            "toObject(items(secrets), secret => secret.key, secret => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${secret.value}/)')");
        BicepDeployment.Settings.Keys.Concat(BicepDeployment.Fixed.Keys).Where(static name => Telling().IsMatch(name)).ShouldBeEmpty();
        BicepDeployment.Secrets.ShouldAllBe(static s => Telling().IsMatch(s.Key));
    }

    private static IEnumerable<string> Secrets(string text) => Suspicious().Matches(text).Select(static m => m.Value);

    [GeneratedRegex(@"\blist\w*Keys?\b|listSecrets|AccountKey=|SharedAccessKey|@secure|Password|NoEcho|xox[a-z]-|whsec_|whpk_|\bAccessKey:|AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE|\{\{resolve:|AdminUserEnabled|adminPassword", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();

    /// <summary>The ends of settings whose values are secret.</summary>
    [GeneratedRegex(@"__(BotToken|WebhookUrl|SigningSecret|ReportTo|(Forwarding)?Secrets__\d+|AccessKeys__\d+)$")]
    private static partial Regex Telling();
}
