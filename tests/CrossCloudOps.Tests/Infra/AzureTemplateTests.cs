using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Infra;

/// <summary>The Bicep as such: whole, described, and with the rights that the app needs.</summary>
public sealed class AzureTemplateTests
{
    /// <summary>Azure's built-in roles. <see href="https://learn.microsoft.com/azure/role-based-access-control/built-in-roles"/></summary>
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    };

    [Fact]
    public void Each_file_is_read() => BicepFile.All.Select(static f => f.Name).ShouldBe(
        [
            "main.bicep", "main.bicepparam", "modules/access.bicep", "modules/alert.bicep", "modules/app.bicep", "modules/identity.bicep", "modules/monitoring.bicep",
            "modules/storage.bicep", "modules/vault.bicep",
        ],
        ignoreOrder: true);

    [Fact]
    public void Modules_get_what_they_need_and_give_what_is_asked_of_them() => BicepFile.All.SelectMany(static f => f.Faults()).ShouldBeEmpty();

    [Fact]
    public void A_module_that_does_not_get_what_it_needs_is_found()
    {
        var file = BicepFile.Parse("test.bicep", """
            var unused = 1
            module vault 'modules/vault.bicep' = {
              params: {
                name: 'x'
                sise: 3
                location: 'here'
                tags: {}
              }
            }
            output key string = vault.outputs.key
            """);

        file.Faults().ShouldBe(
            [
                "test.bicep: modules/vault.bicep has no parameter sise",
                "test.bicep: modules/vault.bicep needs the parameter workspaceId",
                "test.bicep: modules/vault.bicep has no output key",
                "test.bicep: nobody uses unused",
            ]);
    }

    [Fact]
    public void What_the_reader_does_not_know_it_does_not_read()
    {
        Should.Throw<FormatException>(static () => BicepFile.Parse("test.bicep", "func f() int => 1")).Message.ShouldBe("Line 1: 'func' is not known here.");
        Should.Throw<FormatException>(static () => BicepFile.Parse("test.bicep", "var a = {\n  b\n}")).Message.ShouldBe("Line 2: 'b' in an object is not known here.");
    }

    [Fact]
    public void Each_parameter_and_each_output_is_described() => BicepFile.All.Where(static f => f != BicepFile.Example)
        .SelectMany(static f => f.Declarations.Where(static d => d.Kind is "param" or "output" && d.Decorators.GetValueOrDefault("description") is not { Length: > 10 }).Select(d => $"{f.Name}: {d.Name}"))
        .ShouldBeEmpty();

    [Fact]
    public void The_example_gives_each_parameter_that_has_no_default_and_none_that_there_is_not()
    {
        var given = BicepFile.Example.OfKind("param").Select(static p => p.Name).ToList();

        given.ShouldBeSubsetOf(BicepFile.Main.OfKind("param").Select(static p => p.Name));
        BicepFile.Main.OfKind("param").Where(static p => p.Value is null).Select(static p => p.Name).ShouldBeSubsetOf(given);
    }

    /// <summary>Blobs: the host's own, the package and the document store. Secrets: references in settings. Telemetry: sent without a key.</summary>
    [Fact]
    public void The_identity_has_the_roles_that_the_app_needs_and_no_other()
    {
        var assigned = BicepFile.All.SelectMany(static f => f.OfKind("resource").Where(static r => r.Type.StartsWith("Microsoft.Authorization/", StringComparison.Ordinal))).ToList();

        assigned.ShouldAllBe(static r => Text(r.Value!["properties"]["principalId"]) == "principalId");
        assigned.Select(static r => $"{Role(r)} on {Text(r.Value!["scope"])}").ShouldBe(
            ["storageBlobDataOwner on storage", "keyVaultSecretsUser on vault", "monitoringMetricsPublisher on insights"], ignoreOrder: true);
        Text(BicepFile.Main.The("module", "access").Value!["params"]["principalId"]).ShouldBe("identity.outputs.principalId");
    }

    [Fact]
    public void Each_role_is_the_one_that_its_name_says() => ((BicepObject)BicepFile.Of("modules/access.bicep").The("var", "roles").Value!).Entries
        .ToDictionary(static e => e.Name, static e => Text(e.Value).Trim('\'')).ShouldBe(BuiltIn, ignoreOrder: true);

    [Fact]
    public void The_document_stores_container_is_made()
    {
        var names = BicepFile.Of("modules/storage.bicep").OfKind("resource").Where(static r => r.Type.Contains("/containers@", StringComparison.Ordinal)).Select(static r => Text(r.Value!["name"]));

        names.ShouldBe([$"'{new StorageOptions().Container}'", "deploymentContainer"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("slackInteractionsUrl", "/api/slack/interactions")]
    [InlineData("slackCommandsUrl", "/api/slack/commands")]
    [InlineData("webhookBaseUrl", "/api/hooks/")]
    [InlineData("firehoseUrl", "/api/logs/firehose")]
    [InlineData("healthUrl", "/api/health")]
    public void Each_address_in_the_outputs_is_one_of_the_app(string output, string path)
    {
        Text(BicepFile.Main.The("output", output).Value!).ShouldBe($"'https://${{app.outputs.host}}{path}'");
        AppRoutes.All.ShouldContain(route => route == path || route.StartsWith($"{path}{{", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("allowSharedKeyAccess", "false", "modules/storage.bicep", "account")]
    [InlineData("allowBlobPublicAccess", "false", "modules/storage.bicep", "account")]
    [InlineData("minimumTlsVersion", "'TLS1_2'", "modules/storage.bicep", "account")]
    [InlineData("enablePurgeProtection", "true", "modules/vault.bicep", "vault")]
    [InlineData("enableRbacAuthorization", "true", "modules/vault.bicep", "vault")]
    [InlineData("enableSoftDelete", "true", "modules/vault.bicep", "vault")]
    [InlineData("DisableLocalAuth", "true", "modules/monitoring.bicep", "insights")]
    [InlineData("httpsOnly", "true", "modules/app.bicep", "app")]
    [InlineData("keyVaultReferenceIdentity", "identityId", "modules/app.bicep", "app")]
    [InlineData("allow", "false", "modules/app.bicep", "ftp")]
    [InlineData("allow", "false", "modules/app.bicep", "scm")]
    public void What_keeps_others_out_is_set(string property, string value, string file, string resource) =>
        Text(BicepFile.Of(file).The("resource", resource).Value!["properties"][property]).ShouldBe(value);

    private static string Role(BicepDeclaration assignment)
    {
        var text = Text(assignment.Value!["properties"]["roleDefinitionId"]);
        text.ShouldStartWith("subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.");
        return text[(text.LastIndexOf('.') + 1)..^1];
    }

    private static string Text(BicepValue value) => ((BicepText)value).Text;
}
