using System.Collections.Concurrent;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>The state of the emulated workspace. Its parts lock for themselves; nothing here does I/O.</summary>
internal sealed class SlackWorkspace(SlackEmulatorOptions options, Changes changes)
{
    /// <summary>The id of the bot as an app's part, besides its user id.</summary>
    public const string BotId = "B0CROSSCLOUD";

    private readonly ConcurrentDictionary<string, long> _lastPosted = new();

    public SlackEmulatorOptions Options => options;

    public Changes Changes => changes;

    public TimeProvider Time => options.TimeProvider;

    public MessageBook Messages { get; } = new(options.TimeProvider, changes);

    public TriggerBook Triggers { get; } = new(options.TimeProvider, options.TriggerLifetime);

    public ResponseUrlBook ResponseUrls { get; } = new(options.TimeProvider);

    public ViewBook Views { get; } = new(changes);

    public FileBook Files { get; } = new();

    public CallLog Calls { get; } = new(options.TimeProvider, changes);

    /// <summary>By id only: what all methods but posting demand.</summary>
    public SlackChannel? ChannelById(string? id) =>
        options.Channels.FirstOrDefault(one => one.Id == id) ?? DirectMessageById(id);

    /// <summary>By id, name, <c>#name</c> or a person's id: what posting takes.</summary>
    public SlackChannel? ChannelByIdOrName(string? given) =>
        ChannelById(given)
        ?? options.Channels.FirstOrDefault(one => one.Name == given?.TrimStart('#'))
        ?? (UserById(given) is { } user ? DirectMessageOf(user) : null);

    public SlackUser? UserById(string? id) => options.Users.FirstOrDefault(one => one.Id == id);

    public string NameOf(string userId) =>
        userId == options.BotUserId ? "crosscloudops" : UserById(userId)?.Name ?? userId;

    /// <summary>The channels, and the direct messages in which something was said.</summary>
    public IEnumerable<SlackChannel> Conversations =>
        options.Channels.Concat(options.Users.Select(DirectMessageOf).Where(one => Messages.In(one.Id).Count > 0));

    /// <summary>Seconds that a message to this channel must wait; null if it may go, which is noted.</summary>
    public int? PaceOf(string channel)
    {
        if (!options.RateLimited)
        {
            return null;
        }

        var now = Time.GetTimestamp();
        var taken = true;
        _lastPosted.AddOrUpdate(channel, now, (_, last) =>
        {
            taken = Time.GetElapsedTime(last, now) >= TimeSpan.FromSeconds(1);
            return taken ? now : last;
        });
        return taken ? null : 1;
    }

    /// <summary>Whether a message is the head of a thread, or may become one.</summary>
    public bool CanReplyTo(string channel, string ts) =>
        Messages.Find(channel, ts) is { EphemeralTo: null, IsReply: false };

    private SlackChannel? DirectMessageById(string? id) =>
        options.Users.Select(DirectMessageOf).FirstOrDefault(one => one.Id == id);

    private static SlackChannel DirectMessageOf(SlackUser user) => new("D" + user.Id[1..], user.Name);
}
