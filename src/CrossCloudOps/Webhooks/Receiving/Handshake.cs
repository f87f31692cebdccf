namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>What senders ask once, to see that somebody is there: answered, and not kept.</summary>
internal static class Handshake
{
    /// <summary>Null if this is a webhook.</summary>
    public static WebhookReply? Answer(SignatureScheme? scheme, RawRequest request) => scheme switch
    {
        // https://docs.github.com/en/webhooks/webhook-events-and-payloads#ping
        SignatureScheme.GitHub when request.Headers.Text("X-GitHub-Event") == "ping" => WebhookReplies.Pong,

        // https://docs.slack.dev/reference/events/url_verification
        SignatureScheme.Slack when JsonPlace.Find(request.Body.Span, ["type"]) == "url_verification" && JsonPlace.Find(request.Body.Span, ["challenge"]) is { } challenge =>
            WebhookReplies.Challenge(challenge),
        _ => null,
    };
}
