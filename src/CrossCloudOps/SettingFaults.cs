using Microsoft.Extensions.Options;

namespace CrossCloudOps;

/// <summary>
/// Collects the faults of one section's settings. Each names the setting as an environment variable, its value unless it is secret,
/// what is allowed and what to do.
/// </summary>
/// <param name="section">Empty for settings that stand in none.</param>
internal sealed class SettingFaults(string section)
{
    /// <summary>A secret shorter than this many bytes can be guessed.</summary>
    public const int ShortestSecret = 16;

    private readonly List<string> _faults = [];

    public ValidateOptionsResult Result => _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    /// <summary>The full name of a setting: <c>DeadLetters__Queues__0__Url</c> for the path <c>Queues:0:Url</c>.</summary>
    public string Name(string path) => section.Length == 0 ? path : $"{section}__{path.Replace(":", "__", StringComparison.Ordinal)}";

    public void Add(string path, string? value, string rule) =>
        _faults.Add(string.IsNullOrEmpty(value) ? $"{Name(path)} is not set: {rule}" : $"{Name(path)} is \"{value}\": {rule}");

    /// <summary>A fault of a setting whose value must not be shown.</summary>
    public void AddSecret(string path, string fault) => _faults.Add($"{Name(path)} {fault}");

    /// <summary>A secret must be there, at least 16 bytes long, and not a Key Vault reference that nobody resolved. False if it is not so.</summary>
    public bool CheckSecret(string path, string? secret, int shortest, string rule)
    {
        var before = _faults.Count;
        if (string.IsNullOrWhiteSpace(secret))
        {
            Add(path, null, rule);
        }
        else if (secret.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
        {
            AddSecret(path, "is a Key Vault reference that was not resolved: give the app's identity the right to read that secret, and check its name.");
        }
        else if (System.Text.Encoding.UTF8.GetByteCount(secret) < shortest)
        {
            AddSecret(path, $"has {System.Text.Encoding.UTF8.GetByteCount(secret)} bytes: at least {shortest} are needed. {rule}");
        }

        return _faults.Count == before;
    }

    public void CheckRange<T>(string path, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            Add(path, $"{value}", $"give {least} to {most}.");
        }
    }

    /// <summary>An absolute address: https, or http on this machine only.</summary>
    public void CheckAddress(string path, string? address, string rule)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            Add(path, address, $"an https address is needed (http only on this machine). {rule}");
        }
    }
}
