using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>What a message says, wherever it is sent. <see cref="Text"/> is what notifications and screen readers give.</summary>
internal sealed record SlackMessage(string Text, IReadOnlyList<Block> Blocks);

/// <summary>Hidden in a message, so that it can be found again. <see href="https://docs.slack.dev/messaging/message-metadata"/></summary>
internal sealed record SlackMetadata(string EventType, IReadOnlyDictionary<string, string> EventPayload);
