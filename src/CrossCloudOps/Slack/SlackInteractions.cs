using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;

namespace CrossCloudOps.Slack;

/// <summary>Takes interactions in: presses of buttons and what was submitted in a modal.</summary>
internal sealed class SlackInteractions(SlackDoor door, SlackDispatch dispatch, SlackModals modals)
{
    public async Task<SlackReply> HandleAsync(SlackRequest request, CancellationToken cancellationToken)
    {
        if (door.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        if (Parse(request.Body) is not { Type: not null } interaction)
        {
            return new SlackReply(HttpStatusCode.BadRequest, "The form field \"payload\" with an interaction's JSON is missing or not readable.");
        }

        if (interaction.User?.Id is not { } user)
        {
            return new SlackReply(HttpStatusCode.OK);
        }

        if (door.RefuseTeam(interaction.Team?.Id ?? interaction.User.TeamId) is { } stranger)
        {
            return stranger;
        }

        return interaction switch
        {
            { Type: "block_actions", Actions: [{ ActionId: { } actionId } pressed, ..] } => await PressedAsync(request, interaction, user, actionId, pressed, cancellationToken),
            { Type: "view_submission", View: { CallbackId: { } callbackId } view } => await modals.SubmitAsync(request, user, callbackId, view, cancellationToken),
            _ => new SlackReply(HttpStatusCode.OK),
        };
    }

    private async Task<SlackReply> PressedAsync(
        SlackRequest request, SlackInteraction interaction, string user, string actionId, SlackPressed pressed, CancellationToken cancellationToken)
    {
        var job = SlackJob.Of(request, actionId, pressed.SelectedOption?.Value ?? pressed.Value ?? "", user) with
        {
            BlockId = pressed.BlockId,
            ChannelId = interaction.Container?.ChannelId,
            MessageTs = interaction.Container?.MessageTs,
            ResponseUrl = interaction.ResponseUrl,
        };
        return modals.Find(actionId) is { } modal && interaction.TriggerId is { } trigger
            ? await modals.OpenAsync(modal, trigger, job, cancellationToken)
            : await dispatch.AnswerInTimeAsync(job, cancellationToken);
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
}
