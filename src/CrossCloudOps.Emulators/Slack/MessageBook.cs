using System.Globalization;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>All messages of the workspace in the order of their timestamps.</summary>
internal sealed class MessageBook(TimeProvider time, Changes changes)
{
    private readonly Lock _gate = new();
    private readonly List<PostedMessage> _messages = [];
    private long _lastMicroseconds;

    /// <summary>A timestamp that no message has: seconds, dot, six digits, always rising.</summary>
    public string NextTs()
    {
        lock (_gate)
        {
            var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            _lastMicroseconds = Math.Max(now, _lastMicroseconds + 1);
            return Format(_lastMicroseconds);
        }
    }

    public static string Format(long microseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000:D10}.{microseconds % 1_000_000:D6}");

    public static decimal? Parse(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Adds a message; its timestamp is drawn here, so that the order of the book is the order of timestamps.</summary>
    public PostedMessage Add(PostedMessage message)
    {
        lock (_gate)
        {
            message = message with { Ts = NextTs() };
            _messages.Add(message);
        }

        changes.Tell();
        return message;
    }

    public PostedMessage? Find(string channel, string ts)
    {
        lock (_gate)
        {
            return _messages.Find(one => one.Channel == channel && one.Ts == ts);
        }
    }

    /// <summary>Replaces a message by what <paramref name="edit"/> makes of it; null if there is none.</summary>
    public PostedMessage? Edit(string channel, string ts, Func<PostedMessage, PostedMessage> edit)
    {
        PostedMessage edited;
        lock (_gate)
        {
            var index = _messages.FindIndex(one => one.Channel == channel && one.Ts == ts);
            if (index < 0)
            {
                return null;
            }

            _messages[index] = edited = edit(_messages[index].Edited(time.GetUtcNow()));
        }

        changes.Tell();
        return edited;
    }

    public bool Remove(string channel, string ts)
    {
        lock (_gate)
        {
            if (_messages.RemoveAll(one => one.Channel == channel && one.Ts == ts) == 0)
            {
                return false;
            }
        }

        changes.Tell();
        return true;
    }

    public IReadOnlyList<PostedMessage> In(string channel)
    {
        lock (_gate)
        {
            return [.. _messages.Where(one => one.Channel == channel)];
        }
    }

    /// <summary>The answers in a thread that everybody sees.</summary>
    public IReadOnlyList<PostedMessage> Replies(string channel, string parentTs)
    {
        lock (_gate)
        {
            return [.. _messages.Where(one =>
                one.Channel == channel && one.IsReply && one.ThreadTs == parentTs && one.EphemeralTo is null)];
        }
    }
}
