using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Storage;

internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = string.IsNullOrWhiteSpace(options.Directory) ? Account(options).ToList() : [];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Account(StorageOptions options)
    {
        if (!ContainerName().IsMatch(options.Container))
        {
            yield return $"Storage__Container is '{options.Container}': a container's name is 3 to 63 lower-case letters, digits and single hyphens.";
        }

        foreach (var fault in Account(options.Account))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Account(HostAccount account)
    {
        if (!string.IsNullOrEmpty(account.ConnectionString))
        {
            // Neither the value nor the parser's message, which may quote it: it holds a key.
            return IsConnectionString(account.ConnectionString) ? [] : ["AzureWebJobsStorage is not the connection string of a storage account."];
        }

        return [.. Identity(account)];
    }

    private static IEnumerable<string> Identity(HostAccount account)
    {
        if (string.IsNullOrEmpty(account.BlobServiceUri) && string.IsNullOrEmpty(account.AccountName))
        {
            yield return "There is nowhere to keep documents: set Storage__Directory to a folder, or AzureWebJobsStorage, "
                + "AzureWebJobsStorage__blobServiceUri or AzureWebJobsStorage__accountName to a storage account.";
        }
        else if (!string.IsNullOrEmpty(account.BlobServiceUri))
        {
            if (!Uri.TryCreate(account.BlobServiceUri, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            {
                yield return $"AzureWebJobsStorage__blobServiceUri is '{account.BlobServiceUri}': it must be an https address, "
                    + "because an identity's token is sent there.";
            }
        }
        else if (!AccountName().IsMatch(account.AccountName!))
        {
            yield return $"AzureWebJobsStorage__accountName is '{account.AccountName}': an account's name is 3 to 24 lower-case letters and digits.";
        }

        if (!string.IsNullOrEmpty(account.Credential) && !account.Credential.Equals("managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"AzureWebJobsStorage__credential is '{account.Credential}': only managedidentity is known here.";
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountName();
}
