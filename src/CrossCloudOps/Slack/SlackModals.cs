using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Slack;

/// <summary>Opens modals before anything slow is asked, fills them when their content is there, and takes in what was submitted.</summary>
internal sealed partial class SlackModals(
    IEnumerable<ISlackModal> modals, SlackDispatch dispatch, SlackOperators operators, SlackClient slack, ILogger<SlackModals> logger)
{
    private const string TooLate = "Slack opens a window only within three seconds of a press, and did not open this one. Nothing was changed: press again.";

    private readonly Dictionary<string, ISlackModal> _modals = modals.ToDictionary(static m => m.ActionId);

    public ISlackModal? Find(string actionId) => _modals.GetValueOrDefault(actionId);

    public async Task<SlackReply> OpenAsync(ISlackModal modal, string triggerId, SlackJob press, CancellationToken cancellationToken)
    {
        await Task.WhenAny(OpenAndFillAsync(modal, triggerId, press, cancellationToken), SlackDispatch.TimeIsUp());
        return new SlackReply(HttpStatusCode.OK);
    }

    public async Task<SlackReply> SubmitAsync(SlackRequest request, string userId, string callbackId, SlackInteractionView view, CancellationToken cancellationToken)
    {
        if (Find(callbackId) is not { } modal)
        {
            return new SlackReply(HttpStatusCode.OK);
        }

        if (!await operators.IncludeAsync(userId, cancellationToken))
        {
            return Json(new SlackViewReply("update") { View = Words(modal.Skeleton, operators.Refusal) });
        }

        var answer = await modal.SubmitAsync(new SlackSubmission(userId, view.PrivateMetadata ?? "", view.Values), cancellationToken);
        if (answer.Job is not { } wanted)
        {
            return Json(answer.Errors is { } errors
                ? new SlackViewReply("errors") { Errors = errors }
                : new SlackViewReply("update") { View = answer.View! with { CallbackId = callbackId } });
        }

        var job = SlackJob.Of(request, wanted.ActionId, wanted.Value, userId) with { Inputs = wanted.Inputs, ChannelId = wanted.ChannelId, MessageTs = wanted.MessageTs };
        return await dispatch.AnswerInTimeAsync(job, cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for it any more; the modal says what to do when nothing appears.")]
    private async Task OpenAndFillAsync(ISlackModal modal, string triggerId, SlackJob press, CancellationToken cancellationToken)
    {
        try
        {
            var skeleton = modal.Skeleton with { CallbackId = modal.ActionId };
            var opened = await slack.CallAsync("views.open", new SlackCall { TriggerId = triggerId, View = skeleton }, cancellationToken);
            if (opened.Response?.View is not { } view)
            {
                Log.NotOpened(logger, modal.ActionId, opened.Error);
                await dispatch.NoteAsync(press, TooLate, CancellationToken.None);
                return;
            }

            var content = await operators.IncludeAsync(press.UserId, CancellationToken.None)
                ? await modal.FillAsync(press, CancellationToken.None)
                : Words(modal.Skeleton, operators.Refusal);
            var update = new SlackCall { ViewId = view.Id, Hash = view.Hash, View = content with { CallbackId = modal.ActionId } };
            var updated = await slack.CallAsync("views.update", update, CancellationToken.None);
            if (!updated.IsDone)
            {
                Log.NotFilled(logger, modal.ActionId, updated.Error);
            }
        }
        catch (Exception e)
        {
            Log.FillingFailed(logger, modal.ActionId, e);
        }
    }

    private static SlackView Words(SlackView skeleton, string mrkdwn) => skeleton with { Blocks = [new SectionBlock { Text = new Mrkdwn(mrkdwn) }], Submit = null };

    private static SlackReply Json(SlackViewReply reply) => new(HttpStatusCode.OK, JsonSerializer.Serialize(reply, SlackJson.Wire.SlackViewReply), IsJson: true);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack did not open the modal {Modal}: {Error}")]
        public static partial void NotOpened(ILogger logger, string modal, string? error);

        [LoggerMessage(2, LogLevel.Warning, "Slack did not fill the modal {Modal}: {Error}")]
        public static partial void NotFilled(ILogger logger, string modal, string? error);

        [LoggerMessage(3, LogLevel.Error, "The modal {Modal} could not be filled")]
        public static partial void FillingFailed(ILogger logger, string modal, Exception exception);
    }
}
