using System.Globalization;
using Amazon.SQS.Model;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>A message that was received and is hidden from everybody else for a while.</summary>
internal sealed class HeldMessage(Message message, long hiddenUntil)
{
    public Message Message => message;

    public string Id => message.MessageId;

    public string GroupId { get; } = message.Attributes?.GetValueOrDefault("MessageGroupId") ?? "";

    public DateTimeOffset SentAt { get; } = DateTimeOffset.FromUnixTimeMilliseconds(Number(message, "SentTimestamp"));

    /// <summary>By the monotonic clock, counted from before the call that hid it.</summary>
    public long HiddenUntil { get; set; } = hiddenUntil;

    private static long Number(Message message, string attribute) =>
        long.TryParse(message.Attributes?.GetValueOrDefault(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
