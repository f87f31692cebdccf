namespace Azure.Storage.Blobs;

/// <summary>A storage account's connection string: <c>UseDevelopmentStorage=true</c>, or an account and its key.</summary>
internal sealed record ConnectionString(Uri BlobEndpoint, SharedKey Key)
{
    // The emulator's account, the same everywhere and public: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2) is [var name, var value] ? (Name: name, Value: value)
                : throw new FormatException("Settings must be of the form \"name=value\"."))
            .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        if (settings.GetValueOrDefault("UseDevelopmentStorage") is { } emulator)
        {
            var proxy = settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1");
            return bool.TryParse(emulator, out var used) && used
                ? new(new Uri($"{proxy.TrimEnd('/')}:10000/{EmulatorAccount}"), new(EmulatorAccount, EmulatorKey))
                : throw new FormatException("UseDevelopmentStorage must be true where it is given.");
        }

        if (settings.ContainsKey("SharedAccessSignature"))
        {
            throw new NotSupportedException("Shared access signatures need the package Azure.Storage.Blobs; this build stands in for it.");
        }

        if (settings.GetValueOrDefault("AccountName") is not { Length: > 0 } account || settings.GetValueOrDefault("AccountKey") is not { Length: > 0 } key)
        {
            throw new FormatException("No valid combination of account information found.");
        }

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var endpoint = settings.GetValueOrDefault("BlobEndpoint") ?? $"{scheme}://{account}.blob.{suffix}";
        return new(new Uri(endpoint), new(account, key));
    }
}
