using System.Text.Json;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Editing;

/// <summary>Sends what was submitted in the modal "Edit &amp; send back". The archive keeps the original.</summary>
internal sealed class SendEditedAction(DeadLetterSendBack sendBack) : ISlackAction
{
    public const string Id = "dead-letters.send-edited";

    private const string EditInput = "edit";

    public string ActionId => Id;

    public static IReadOnlyDictionary<string, string> Inputs(DeadLetterEdit edit) =>
        new Dictionary<string, string> { [EditInput] = JsonSerializer.Serialize(edit, DeadLettersJson.Archive.DeadLetterEdit) };

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var edit = JsonSerializer.Deserialize(job.Inputs?.GetValueOrDefault(EditInput) ?? "null", DeadLettersJson.Archive.DeadLetterEdit);
        if (DeadLetterButton.Parse(job.Value) is not { } button || edit is null)
        {
            return DeadLetterActs.NotInArchive;
        }

        var result = await sendBack.RunAsync(job, new SendBackOrder(button) { Edit = edit }, actionTime, cancellationToken);
        return result is null || result.Note is not null ? result : result with { Note = "Sent. The message shows what became of it." };
    }
}
