using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>A signed request as it came: the two headers and the raw bytes.</summary>
internal sealed record SlackRequest(string? Timestamp, string? Signature, ReadOnlyMemory<byte> Body);

/// <summary>What Slack gets back: a status, and for anything but 200 a sentence for the one who set this up; or JSON that a modal takes.</summary>
internal sealed record SlackReply(HttpStatusCode Status, string? Text = null, bool IsJson = false);

/// <summary>Lets in what Slack signed and what comes from the workspace that the settings name. Nothing is parsed before that.</summary>
internal sealed partial class SlackDoor(IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackDoor> logger)
{
    /// <summary>The largest request: a message of 50 blocks with everything around it stays far below.</summary>
    public const int LargestBody = 1024 * 1024;

    public static readonly SlackReply TooLarge = new(HttpStatusCode.RequestEntityTooLarge, $"An interaction is at most {LargestBody} bytes long.");

    private readonly SlackOptions _options = options.Value;

    /// <summary>Null if the signature is good; else what to answer.</summary>
    public SlackReply? Refuse(SlackRequest request)
    {
        var check = SlackSignature.Check(request.Timestamp, request.Signature, request.Body.Span, _options.SigningSecret!, time.GetUtcNow());
        if (check == SlackSignatureCheck.Valid)
        {
            return null;
        }

        Log.SignatureRefused(logger, check);
        return new SlackReply(HttpStatusCode.Unauthorized, Explain(check));
    }

    /// <summary>Null if the workspace may come in.</summary>
    public SlackReply? RefuseTeam(string? teamId)
    {
        if (_options.TeamId is not { Length: > 0 } team || team == teamId)
        {
            return null;
        }

        Log.OtherWorkspace(logger, teamId);
        return new SlackReply(HttpStatusCode.Forbidden, "This app takes no interactions from this workspace (Slack__TeamId).");
    }

    private static string Explain(SlackSignatureCheck check) => check switch
    {
        SlackSignatureCheck.MissingTimestamp => $"The header {SlackSignature.TimestampHeader} is missing.",
        SlackSignatureCheck.MalformedTimestamp => $"The header {SlackSignature.TimestampHeader} is not a time in seconds.",
        SlackSignatureCheck.TimestampTooFarAway => $"The time in {SlackSignature.TimestampHeader} is more than five minutes away from now.",
        SlackSignatureCheck.MissingSignature => $"The header {SlackSignature.SignatureHeader} is missing.",
        SlackSignatureCheck.MalformedSignature => $"The header {SlackSignature.SignatureHeader} is not v0= and 64 hex digits in lower case.",
        _ => "The signature does not fit this body and time with the app's signing secret (Slack__SigningSecret).",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A request to the Slack endpoints was refused: {Check}")]
        public static partial void SignatureRefused(ILogger logger, SlackSignatureCheck check);

        [LoggerMessage(2, LogLevel.Warning, "A request from another workspace was refused: {Team}")]
        public static partial void OtherWorkspace(ILogger logger, string? team);
    }
}
