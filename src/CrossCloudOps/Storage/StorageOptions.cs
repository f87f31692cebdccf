namespace CrossCloudOps.Storage;

/// <summary>Where documents are kept: in a folder, or in the storage account of the Functions host.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>A folder on disk. Where it is set, no account is used.</summary>
    public string? Directory { get; set; }

    public string Container { get; set; } = "crosscloudops";

    /// <summary>The host's own settings, which are not ours to name.</summary>
    public HostAccount Account { get; set; } = new();
}

/// <summary>
/// <c>AzureWebJobsStorage</c>, or what stands under it for an identity:
/// https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection
/// </summary>
internal sealed class HostAccount
{
    public const string Section = "AzureWebJobsStorage";

    public string? ConnectionString { get; set; }

    public string? BlobServiceUri { get; set; }

    public string? AccountName { get; set; }

    public string? Credential { get; set; }

    public string? ClientId { get; set; }
}
