using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>Uploading in three steps: https://docs.slack.dev/messaging/working-with-files#uploading_files</summary>
internal sealed class FileMethods(SlackWorkspace workspace, Uri origin)
{
    public IEnumerable<SlackMethod> All =>
    [
        new("files.getUploadURLExternal", GetUploadUrl) { FormOnly = true },
        new("files.completeUploadExternal", Complete),
    ];

    /// <summary>The middle step, outside the Web API: the bytes themselves.</summary>
    public SlackAnswer Upload(string id, byte[] content) =>
        workspace.Files.Upload(id, content)
            ? SlackAnswer.PlainText(200, $"OK - {content.Length}")
            : SlackAnswer.PlainText(400, "invalid_upload");

    private SlackAnswer GetUploadUrl(SlackArguments arguments)
    {
        if (arguments.Text("filename") is not { } name)
        {
            return SlackAnswer.MissingField("filename");
        }

        if (arguments.Number("length") is not { } length)
        {
            return SlackAnswer.MissingField("length");
        }

        if (length <= 0)
        {
            return SlackAnswer.Refuse("file_upload_size_restricted");
        }

        var id = workspace.Files.Announce(name, length);
        return SlackAnswer.Ok(new JsonObject { ["upload_url"] = new Uri(origin, "/upload/" + id).ToString(), ["file_id"] = id });
    }

    private SlackAnswer Complete(SlackArguments arguments)
    {
        if (arguments.Structure("files") is not { ValueKind: JsonValueKind.Array } given || given.GetArrayLength() == 0)
        {
            return SlackAnswer.MissingField("files");
        }

        var files = given.EnumerateArray().Select(one => (Id: StringOf(one, "id") ?? "", Title: StringOf(one, "title"))).ToList();
        if (files.Exists(file => !workspace.Files.IsWaiting(file.Id)))
        {
            return SlackAnswer.Refuse("file_not_found");
        }

        var channelId = arguments.Text("channel_id");
        var channel = workspace.ChannelById(channelId);
        if (channelId is not null && channel is not { BotIsMember: true, IsArchived: false })
        {
            return SlackAnswer.Refuse(channel is null ? "channel_not_found" : channel.IsArchived ? "is_archived" : "not_in_channel");
        }

        var threadTs = arguments.Text("thread_ts");
        if (threadTs is not null && (channel is null || !workspace.CanReplyTo(channel.Id, threadTs)))
        {
            return SlackAnswer.Refuse("invalid_thread_ts");
        }

        var completed = files.ConvertAll(file => workspace.Files.Complete(file.Id, file.Title, channelId, threadTs));
        if (channel is not null)
        {
            Share(channel, threadTs, arguments.Text("initial_comment") ?? "", completed);
        }

        return SlackAnswer.Ok(new JsonObject { ["files"] = new JsonArray([.. completed.Select(MessageJson.OfFile)]) });
    }

    private void Share(SlackChannel channel, string? threadTs, string comment, IEnumerable<SharedFile> files) =>
        workspace.Messages.Add(new PostedMessage(channel.Id, "", comment)
        {
            User = workspace.Options.BotUserId,
            ThreadTs = threadTs,
            FileIds = [.. files.Select(file => file.Id)],
            Via = "files.completeUploadExternal",
        });

    private static string? StringOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
