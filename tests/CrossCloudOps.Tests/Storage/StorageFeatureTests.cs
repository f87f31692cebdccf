using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Storage;

public sealed class StorageFeatureTests
{
    private const string Key = "c2VjcmV0LWtleQ==";

    [Fact]
    public void The_defaults_are_these()
    {
        using var services = Services(["AzureWebJobsStorage=UseDevelopmentStorage=true"]);

        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;

        options.Directory.ShouldBeNull();
        options.Container.ShouldBe("crosscloudops");
    }

    [Fact]
    public void A_directory_wins_over_an_account()
    {
        using var services = Services(["Storage:Directory=data", $"AzureWebJobsStorage=AccountName=acme;AccountKey={Key}"]);

        services.GetRequiredService<IDocumentStore>().ShouldBeOfType<FolderDocumentStore>();
        services.GetRequiredService<Leases>().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("AzureWebJobsStorage=UseDevelopmentStorage=true")]
    [InlineData($"AzureWebJobsStorage=DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={Key};EndpointSuffix=core.windows.net")]
    [InlineData("AzureWebJobsStorage:accountName=acme")]
    [InlineData("AzureWebJobsStorage:blobServiceUri=https://acme.blob.core.usgovcloudapi.net")]
    [InlineData("AzureWebJobsStorage:accountName=acme AzureWebJobsStorage:credential=managedidentity")]
    [InlineData("AzureWebJobsStorage:accountName=acme AzureWebJobsStorage:credential=managedidentity AzureWebJobsStorage:clientId=00000000-0000-0000-0000-000000000001")]
    public void Without_a_directory_the_hosts_account_is_used(string settings)
    {
        using var services = Services(settings.Split(' '));

        services.GetRequiredService<IDocumentStore>().ShouldBeOfType<BlobDocumentStore>();
    }

    [Fact]
    public async Task With_neither_the_app_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build();

        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        thrown.Message.ShouldBe(
            "There is nowhere to keep documents: set Storage__Directory to a folder, or AzureWebJobsStorage, "
            + "AzureWebJobsStorage__blobServiceUri or AzureWebJobsStorage__accountName to a storage account.");
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        Faults(["Storage:Container=Ops_1", "AzureWebJobsStorage:accountName=Acme-1", "AzureWebJobsStorage:credential=workloadidentity"]).ShouldBe(
        [
            "Storage__Container is 'Ops_1': a container's name is 3 to 63 lower-case letters, digits and single hyphens.",
            "AzureWebJobsStorage__accountName is 'Acme-1': an account's name is 3 to 24 lower-case letters and digits.",
            "AzureWebJobsStorage__credential is 'workloadidentity': only managedidentity is known here.",
        ]);
    }

    [Theory]
    [InlineData("http://acme.blob.core.windows.net")]
    [InlineData("acme")]
    public void A_token_goes_to_an_https_address_only(string uri) =>
        Faults([$"AzureWebJobsStorage:blobServiceUri={uri}"]).ShouldBe(
            [$"AzureWebJobsStorage__blobServiceUri is '{uri}': it must be an https address, because an identity's token is sent there."]);

    [Theory]
    [InlineData("secret")]
    [InlineData("AccountName=acme;AccountKey=secret")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://secret.vault.azure.net/secrets/a)")]
    public void A_connection_string_that_is_none_is_a_fault_and_is_not_shown(string value) =>
        Faults([$"AzureWebJobsStorage={value}"]).ShouldBe(["AzureWebJobsStorage is not the connection string of a storage account."]);

    private static IEnumerable<string> Faults(string[] settings)
    {
        using var services = Services(settings);
        return Should.Throw<OptionsValidationException>(services.GetRequiredService<IDocumentStore>).Failures;
    }

    private static ServiceProvider Services(IEnumerable<string> settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ServiceCollection().AddStorage(configuration).BuildServiceProvider();
    }
}
