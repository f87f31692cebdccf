using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats;

internal sealed class ValidateHeartbeatsOptions(IConfiguration configuration) : IValidateOptions<HeartbeatsOptions>
{
    private const int LongestPrefix = 512;

    public ValidateOptionsResult Validate(string? name, HeartbeatsOptions options)
    {
        var faults = new SettingFaults(HeartbeatsOptions.Section);
        if (!configuration.GetSection(HeartbeatsOptions.Section).Exists())
        {
            return faults.Result;
        }

        if (options.Bucket is not { Length: >= 3 and <= 63 } bucket || !bucket.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            faults.Add(nameof(options.Bucket), options.Bucket, "give the name of the bucket in which servers pulse: 3 to 63 of a-z, 0-9, - and . Or remove all settings Heartbeats__*, to turn the feature off.");
        }

        CheckPrefixes(faults, options);
        faults.CheckRange(nameof(options.StaleAfter), options.StaleAfter, TimeSpan.FromMinutes(3), TimeSpan.FromDays(7));
        faults.CheckRange(nameof(options.OpenAfter), options.OpenAfter, 1, 60);
        faults.CheckRange(nameof(options.Concurrency), options.Concurrency, 1, 1000);
        faults.CheckRange(nameof(options.PerHost), options.PerHost, 1, 1000);
        faults.CheckRange(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        faults.CheckRange(nameof(options.MaxBytes), options.MaxBytes, 1024, 16 * 1024 * 1024);
        faults.CheckRange(nameof(options.TlsWarning), options.TlsWarning, TimeSpan.Zero, TimeSpan.FromDays(90));
        for (var n = 0; n < options.Reachability.Count; n++)
        {
            faults.CheckAddress($"{nameof(options.Reachability)}:{n}", options.Reachability[n], "It is asked when no check got through, to tell whether we reach anything.");
        }

        return faults.Result;
    }

    /// <summary>An echo must never be taken for a pulse.</summary>
    private static void CheckPrefixes(SettingFaults faults, HeartbeatsOptions options)
    {
        foreach (var (path, prefix) in new[] { (nameof(options.PulsePrefix), options.PulsePrefix), (nameof(options.EchoPrefix), options.EchoPrefix) })
        {
            if (string.IsNullOrEmpty(prefix) || Encoding.UTF8.GetByteCount(prefix) > LongestPrefix)
            {
                faults.Add(path, prefix, $"give a prefix of 1 to {LongestPrefix} bytes that ends in /, for example pulse/.");
            }
            else if (!prefix.EndsWith('/') || prefix.StartsWith('/'))
            {
                faults.Add(path, prefix, "a prefix ends in / and does not begin with it, for example pulse/.");
            }
        }

        if (options.PulsePrefix.StartsWith(options.EchoPrefix, StringComparison.Ordinal) || options.EchoPrefix.StartsWith(options.PulsePrefix, StringComparison.Ordinal))
        {
            faults.Add(nameof(options.EchoPrefix), options.EchoPrefix, $"it and {faults.Name(nameof(options.PulsePrefix))} ({options.PulsePrefix}) must not lie in one another.");
        }
    }
}
