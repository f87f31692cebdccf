using CrossCloudOps.Aws;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>Reads the pulse files that are new or other than they were. One that only came again is not read again.</summary>
internal sealed class PulseFiles(PulseBucket bucket, IOptions<HeartbeatsOptions> options, IOptions<SlackOptions> slack)
{
    private const int ReadAtOnce = 32;

    private readonly HashSet<string> _channels = [.. options.Value.Channels, .. ((string?[])[options.Value.Channel, slack.Value.Channel]).OfType<string>()];

    /// <summary>The failure of a read that may succeed the next time; null if there was none.</summary>
    public async Task<AwsFailure?> ReadAsync(Dictionary<string, PulseState> pulses, CancellationToken cancellationToken)
    {
        var unread = pulses.Where(static p => p.Value.ReadETag != p.Value.ETag).Select(static p => (p.Key, p.Value)).ToList();
        AwsFailure? failure = null;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(unread, parallel, async (file, token) =>
        {
            var (read, failed) = await ReadAsync(file.Key, file.Value, token);
            lock (pulses)
            {
                failure ??= failed;
                if (read is null)
                {
                    pulses.Remove(file.Key);
                }
                else
                {
                    pulses[file.Key] = read;
                }
            }
        });
        return failure;
    }

    /// <summary>Null if it was removed meanwhile.</summary>
    private async Task<(PulseState? State, AwsFailure? Failure)> ReadAsync(string name, PulseState state, CancellationToken cancellationToken)
    {
        try
        {
            return (await bucket.ReadAsync(name, cancellationToken) is { } file ? Read(state, file.Json, file.ETag) : null, null);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            // What may be otherwise the next time is asked again; what may not is told, and asked again too.
            return failure.IsTransient ? (state, failure) : (state with { Pulse = null, ReadETag = null, Faults = [$"S3 does not give it to us: {failure.Code} {failure.Message}"] }, null);
        }
    }

    private PulseState Read(PulseState state, ReadOnlyMemory<byte> json, string etag)
    {
        var (pulse, faults) = PulseReader.Read(json);
        if (pulse?.Channel is { } channel && !_channels.Contains(channel))
        {
            (pulse, faults) = (null, [$"\"channel\" is \"{channel}\": a pulse may choose only channels of the setting {HeartbeatsOptions.Section}__{nameof(HeartbeatsOptions.Channels)}."]);
        }

        return state with
        {
            Pulse = pulse,
            Faults = pulse is null ? faults : null,
            ReadETag = etag,
            ETag = etag,
            Failure = null,
            FailingSince = pulse is null ? null : state.FailingSince,
            CertificateExpiresAt = pulse?.Url == state.Pulse?.Url ? state.CertificateExpiresAt : null,
        };
    }
}
