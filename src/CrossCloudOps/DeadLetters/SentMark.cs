using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// What is remembered of a dead letter with what is sent back: which one it was, the how manieth attempt, and the bulk job, if one
/// sent it. It travels as a message attribute of ours, and is kept as a document where there is no room for that.
/// </summary>
internal sealed record SentMark(DeadLetterId DeadLetter, int Attempt, string? JobId = null)
{
    private const string DeadLetterField = "deadLetter";
    private const string AttemptField = "attempt";
    private const string JobField = "job";
    private const int LongestMark = 1000;

    /// <summary>Everybody who may send to the queue may write such a text, so nothing of it is believed before it was looked up.</summary>
    public static SentMark? Parse(string? text)
    {
        if (!Begins(text) || text!.Length > LongestMark)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return DeadLetterId.Parse(json.RootElement.GetProperty(DeadLetterField).GetString() ?? "") is { } id
                && json.RootElement.GetProperty(AttemptField).TryGetInt32(out var attempt) && attempt > 0
                    ? new SentMark(id, attempt, json.RootElement.TryGetProperty(JobField, out var job) ? job.GetString() : null)
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    public static bool Begins(string? text) => text?.StartsWith($$"""{"{{DeadLetterField}}":""", StringComparison.Ordinal) == true;

    public static string FolderOf(string target) => $"sent/{SqsQueue.KeyOf(target)}/";

    public static string NameOf(string target, DeadLetter letter) =>
        FolderOf(target) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{letter.GroupId?.Length ?? -1}\n{letter.GroupId}\n{letter.Body}"))))[..32];

    public override string ToString()
    {
        var json = new JsonObject { [DeadLetterField] = DeadLetter.ToString(), [AttemptField] = Attempt };
        if (JobId is not null)
        {
            json[JobField] = JobId;
        }

        return json.ToJsonString();
    }
}
