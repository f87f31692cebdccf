using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>A signed request as it came: the two headers and the raw bytes.</summary>
internal sealed record SlackRequest(string? Timestamp, string? Signature, ReadOnlyMemory<byte> Body);

/// <summary>What Slack gets back: a status, and for anything but 200 a sentence for the one who set this up.</summary>
internal sealed record SlackReply(HttpStatusCode Status, string? Text = null);

/// <summary>
/// Takes interactions in: signature, then parsing, then workspace and operator, then the job. Answers within Slack's three seconds,
/// whatever the action takes.
/// </summary>
internal sealed partial class SlackInteractions(
    SlackJobs jobs, SlackOperators operators, SlackClient slack, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackInteractions> logger)
{
    /// <summary>The largest interaction: a message of 50 blocks with everything around it stays far below.</summary>
    public const int LargestBody = 1024 * 1024;

    public static readonly SlackReply TooLarge = new(HttpStatusCode.RequestEntityTooLarge, $"An interaction is at most {LargestBody} bytes long.");

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.3);

    private readonly SlackOptions _options = options.Value;

    public async Task<SlackReply> HandleAsync(SlackRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var check = SlackSignature.Check(request.Timestamp, request.Signature, request.Body.Span, _options.SigningSecret!, now);
        if (check != SlackSignatureCheck.Valid)
        {
            Log.SignatureRefused(logger, check);
            return new SlackReply(HttpStatusCode.Unauthorized, Explain(check));
        }

        if (Parse(request.Body) is not { Type: not null } interaction)
        {
            return new SlackReply(HttpStatusCode.BadRequest, "The form field \"payload\" with an interaction's JSON is missing or not readable.");
        }

        if (interaction is not { Type: "block_actions", User.Id: { } user, Actions: [{ ActionId: { } actionId } pressed, ..] })
        {
            return new SlackReply(HttpStatusCode.OK);
        }

        if (_options.TeamId is { Length: > 0 } team && (interaction.Team?.Id ?? interaction.User.TeamId) != team)
        {
            Log.OtherWorkspace(logger, interaction.Team?.Id);
            return new SlackReply(HttpStatusCode.Forbidden, "This app takes no interactions from this workspace (Slack__TeamId).");
        }

        var job = new SlackJob
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(request.Signature!)))[..32],
            ActionId = actionId,
            Value = pressed.Value ?? "",
            UserId = user,
            ChannelId = interaction.Container?.ChannelId,
            MessageTs = interaction.Container?.MessageTs,
            ResponseUrl = interaction.ResponseUrl,
            ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Timestamp!, null)),
        };
        return await AnswerInTimeAsync(job, cancellationToken);
    }

    /// <summary>Once the job is stored, what takes longer than Slack waits goes on by itself. Before that, Slack shows the user an error.</summary>
    private async Task<SlackReply> AnswerInTimeAsync(SlackJob job, CancellationToken cancellationToken)
    {
        var timeIsUp = Task.Delay(AnswerWithin, TimeProvider.System, CancellationToken.None);
        var accepting = AcceptAsync(job, cancellationToken);
        await Task.WhenAny(accepting, timeIsUp);
        if (!accepting.IsCompletedSuccessfully)
        {
            Log.NotStored(logger, accepting.Exception);
            return new SlackReply(HttpStatusCode.ServiceUnavailable, "The action could not be stored in time. Press again if nothing changes within a minute.");
        }

        if (await accepting)
        {
            await Task.WhenAny(FinishAsync(job), timeIsUp);
        }

        return new SlackReply(HttpStatusCode.OK);
    }

    /// <summary>True once the job is stored and to be run; false if there is nothing to do.</summary>
    private async Task<bool> AcceptAsync(SlackJob job, CancellationToken cancellationToken)
    {
        if (!jobs.Knows(job.ActionId))
        {
            await NoteAsync(job, "This button is from another version of CrossCloudOps and does nothing any more.", cancellationToken);
            return false;
        }

        if (!await operators.IncludeAsync(job.UserId, cancellationToken))
        {
            await NoteAsync(job, $"You may look but not act here. These may: {operators.Mentions}.", cancellationToken);
            return false;
        }

        return await jobs.AddAsync(job, cancellationToken);
    }

    /// <summary>The job is durable, so the caller's leaving does not stop it, and if it fails the timer takes it up.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here, the job is stored and tried again.")]
    private async Task FinishAsync(SlackJob job)
    {
        try
        {
            await jobs.RunAsync(job, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.ActionFailed(logger, job.ActionId, e);
        }
    }

    private async Task NoteAsync(SlackJob job, string text, CancellationToken cancellationToken)
    {
        if (job.ResponseUrl is { } responseUrl)
        {
            await slack.RespondAsync(responseUrl, new SlackCall { Text = text, ResponseType = "ephemeral", ReplaceOriginal = false }, cancellationToken);
        }
    }

    private static SlackInteraction? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var payload = HttpUtility.ParseQueryString(Encoding.UTF8.GetString(body.Span))["payload"];
            return payload is null ? null : JsonSerializer.Deserialize(payload, SlackJson.Wire.SlackInteraction);
        }
        catch (JsonException)
        {
            return null;
        }
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
        [LoggerMessage(1, LogLevel.Warning, "An interaction was refused: {Check}")]
        public static partial void SignatureRefused(ILogger logger, SlackSignatureCheck check);

        [LoggerMessage(2, LogLevel.Warning, "An interaction from another workspace was refused: {Team}")]
        public static partial void OtherWorkspace(ILogger logger, string? team);

        [LoggerMessage(3, LogLevel.Error, "The action {Action} failed; its job is tried again")]
        public static partial void ActionFailed(ILogger logger, string action, Exception exception);

        [LoggerMessage(4, LogLevel.Error, "An action could not be stored")]
        public static partial void NotStored(ILogger logger, Exception? exception);
    }
}
