using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>The secrets that senders show. Without any, nothing is received.</summary>
internal sealed class AccessKeys(IOptions<LogsOptions> options)
{
    /// <summary>Compared as hashes, so that a key's length does not show either.</summary>
    private readonly byte[][] _hashes = [.. options.Value.AccessKeys.Select(Hash)];

    public bool AreSet => _hashes.Length > 0;

    /// <summary>All are tried, whichever it is: the time it takes tells nothing.</summary>
    public bool Know(params IEnumerable<string?> shown)
    {
        var isKnown = false;
        foreach (var key in shown.OfType<string>())
        {
            var given = Hash(key);
            foreach (var hash in _hashes)
            {
                isKnown |= CryptographicOperations.FixedTimeEquals(given, hash);
            }
        }

        return isKnown;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
