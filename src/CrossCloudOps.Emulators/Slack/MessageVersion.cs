using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A former state of a message, and when it was replaced.</summary>
public sealed record MessageVersion(string Text, JsonElement? Blocks, DateTimeOffset ReplacedAt);
