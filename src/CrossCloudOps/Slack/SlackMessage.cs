using System.Text.Json;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>What a message says, wherever it is sent. <see cref="Text"/> is what notifications and screen readers give.</summary>
internal sealed record SlackMessage(string Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>
    /// Slack refuses messages whose blocks come to about 13,200 characters, though 50 blocks of 3,000 are allowed each.
    /// <see href="https://github.com/slackapi/bolt-js/issues/2509"/>
    /// </summary>
    private const int Largest = 12_000;

    /// <summary>The first form that is not too large; if all are, the last.</summary>
    public static SlackMessage Fitting<T>(IReadOnlyList<T> forms, Func<T, SlackMessage> compose) =>
        forms.Select(compose).FirstOrDefault(static m => m.IsWithinLimit()) ?? compose(forms[^1]);

    public bool IsWithinLimit() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Wire.SlackMessage).Length <= Largest;
}

/// <summary>Hidden in a message, so that it can be found again. <see href="https://docs.slack.dev/messaging/message-metadata"/></summary>
internal sealed record SlackMetadata(string EventType, IReadOnlyDictionary<string, string> EventPayload);
