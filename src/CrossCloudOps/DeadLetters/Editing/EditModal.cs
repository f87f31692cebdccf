using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.DeadLetters.Editing;

/// <summary>The button "Edit &amp; send back": a modal with body and attributes, checked before anything is sent.</summary>
internal sealed class EditModal(DeadLetterReader reader, Redaction redaction, EditMessage words) : ISlackModal
{
    public const string Id = "dead-letters.edit";

    public string ActionId => Id;

    public SlackView Skeleton => EditMessage.Skeleton;

    public async Task<SlackView> FillAsync(SlackJob press, CancellationToken cancellationToken)
    {
        if (DeadLetterButton.Parse(press.Value) is not { } button || await reader.ReadAsync(button.Id, cancellationToken) is not { } one)
        {
            return EditMessage.Words(DeadLetterActs.NotInArchive.Note!);
        }

        if (Outdated(one, button) is { } outdated)
        {
            return EditMessage.Words(outdated);
        }

        var form = new EditForm(one.Letter, redaction);
        return form.Body is null
            ? words.TooLong(one, form)
            : words.Form(one, form, new EditContext(press.Value, press.ChannelId, press.MessageTs, form.Hash).ToText());
    }

    public async Task<SlackSubmissionAnswer> SubmitAsync(SlackSubmission submission, CancellationToken cancellationToken)
    {
        if (EditContext.Parse(submission.PrivateMetadata) is not { } context || DeadLetterButton.Parse(context.Value) is not { } button
            || await reader.ReadAsync(button.Id, cancellationToken) is not { } one)
        {
            return new SlackSubmissionAnswer { View = EditMessage.Words(DeadLetterActs.NotInArchive.Note!) };
        }

        if (Outdated(one, button) is { } outdated)
        {
            return new SlackSubmissionAnswer { View = EditMessage.Words(outdated) };
        }

        var form = new EditForm(one.Letter, redaction);
        if (form.Body is null || form.Hash != context.FormHash)
        {
            return new SlackSubmissionAnswer { View = EditMessage.Words("What is redacted was changed in the settings meanwhile. Close this and press the button again.") };
        }

        var result = form.Read(submission.Values);
        if (result.Errors.Count > 0)
        {
            return new SlackSubmissionAnswer { Errors = result.Errors };
        }

        // The box says which pieces: another one that went missing since must be confirmed too.
        var missing = string.Join(',', result.Missing.Select(static p => p.Placeholder).Distinct());
        return missing.Length > 0 && submission.Values.GetValueOrDefault(EditMessage.ConfirmField) != EditMessage.ConfirmValue(missing)
            ? new SlackSubmissionAnswer { View = words.Form(one, form, context.ToText(), submission.Values, missing) }
            : new SlackSubmissionAnswer { Job = new SlackSubmittedJob(SendEditedAction.Id, context.Value, SendEditedAction.Inputs(result.Edit), context.ChannelId, context.MessageTs) };
    }

    private static string? Outdated(OneDeadLetter one, DeadLetterButton button) =>
        DeadLetterPolicy.IsSettled(one.State) || one.State?.Status == DeadLetterStatus.Sending || (one.State?.Attempt ?? 0) != button.Attempt
            ? DeadLetterMessage.Already(one.State) ?? "What the message shows has changed since: look at it again, then press."
            : null;
}

/// <summary>What a modal carries along: the button's value, where it was pressed, and which form it shows.</summary>
internal sealed record EditContext(string Value, string? ChannelId, string? MessageTs, string FormHash)
{
    public string ToText() => JsonSerializer.Serialize(this, EditJson.Default.EditContext);

    public static EditContext? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EditJson.Default.EditContext);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(EditContext))]
internal sealed partial class EditJson : JsonSerializerContext;
