using System.Globalization;
using System.Text;

namespace CrossCloudOps.Slack;

/// <summary>Files of text. One that is uploaded but not shared nobody sees. <see href="https://docs.slack.dev/messaging/working-with-files#uploading_files"/></summary>
internal sealed class SlackFiles(SlackClient slack)
{
    /// <summary>The answer's response names the file's id. Whatever fails here, nobody sees a file.</summary>
    public async Task<SlackAnswer> UploadAsync(string fileName, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var arguments = new Dictionary<string, string> { ["filename"] = fileName, ["length"] = bytes.Length.ToString(CultureInfo.InvariantCulture) };
        var announced = await slack.ReadAsync("files.getUploadURLExternal", arguments, cancellationToken);
        if (announced.Response is not { UploadUrl: { } url, FileId: not null })
        {
            return announced;
        }

        var uploaded = await slack.UploadAsync(url, bytes, cancellationToken);
        return uploaded.IsDone ? announced : uploaded;
    }

    /// <summary>Shows an uploaded file in a channel, in a thread if one is given.</summary>
    public Task<SlackAnswer> ShareAsync(string fileId, string title, string comment, string channel, string? threadTs, CancellationToken cancellationToken) =>
        slack.CallAsync(
            "files.completeUploadExternal",
            new SlackCall { Files = [new SlackFile(fileId, title)], InitialComment = comment, ChannelId = channel, ThreadTs = threadTs },
            cancellationToken);
}
