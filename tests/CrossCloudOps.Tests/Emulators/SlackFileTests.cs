using System.Text;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackFileTests : SlackEmulatorTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_announced_uploaded_and_shared_in_a_thread(bool multipart)
    {
        var parent = await PostedAsync("parent");
        var (id, url) = await AnnouncedAsync(5);

        (await UploadAsync(url, "hello", multipart)).ShouldBe("OK - 5");
        var answer = await CallAsync("files.completeUploadExternal", $$"""
            {"files":[{"id":"{{id}}","title":"The body"}],"channel_id":"C0ALERTS","thread_ts":"{{parent}}","initial_comment":"whole body"}
            """);

        answer.GetProperty("files")[0].Text("id").ShouldBe(id);
        var file = Slack.Files.ShouldHaveSingleItem();
        file.Text.ShouldBe("hello");
        file.Title.ShouldBe("The body");
        var message = Slack.Messages(Alerts)[1];
        message.ThreadTs.ShouldBe(parent);
        message.Text.ShouldBe("whole body");
        message.FileIds.ShouldBe([id]);
    }

    [Fact]
    public async Task A_file_without_a_channel_stays_private()
    {
        var (id, url) = await AnnouncedAsync(5);
        await UploadAsync(url, "hello", multipart: false);

        await CallAsync("files.completeUploadExternal", $$"""{"files":[{"id":"{{id}}"}]}""");

        Slack.Files.ShouldHaveSingleItem().Channel.ShouldBeNull();
        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_must_be_as_long_as_announced()
    {
        var (id, url) = await AnnouncedAsync(6);

        (await UploadAsync(url, "hello", multipart: false)).ShouldBe("invalid_upload");

        var answer = await CallAsync("files.completeUploadExternal", $$"""{"files":[{"id":"{{id}}"}]}""");
        answer.Error().ShouldBe("file_not_found");
    }

    [Fact]
    public async Task A_file_can_not_go_where_nobody_is()
    {
        var (id, url) = await AnnouncedAsync(5);
        await UploadAsync(url, "hello", multipart: false);

        (await CallAsync("files.completeUploadExternal", $$"""{"files":[{"id":"{{id}}"}],"channel_id":"alerts"}"""))
            .Error().ShouldBe("channel_not_found");
        (await CallAsync("files.completeUploadExternal", $$"""{"files":[{"id":"{{id}}"}],"channel_id":"C0ALERTS","thread_ts":"1.000001"}"""))
            .Error().ShouldBe("invalid_thread_ts");
        Slack.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_announcement_is_a_form_with_name_and_length()
    {
        (await FormAsync("files.getUploadURLExternal", ("length", "5"))).Messages().ShouldBe("[ERROR] missing required field: filename");
        (await FormAsync("files.getUploadURLExternal", ("filename", "a.txt"))).Messages().ShouldBe("[ERROR] missing required field: length");
        (await CallAsync("files.getUploadURLExternal", """{"filename":"a.txt","length":5}""")).Error().ShouldBe("invalid_arguments");
    }

    private async Task<(string Id, string Url)> AnnouncedAsync(int length)
    {
        var answer = await FormAsync(
            "files.getUploadURLExternal",
            ("filename", "body.json"),
            ("length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        answer.Ok().ShouldBeTrue(answer.GetRawText());
        return (answer.Text("file_id"), answer.Text("upload_url"));
    }

    private async Task<string> UploadAsync(string url, string content, bool multipart)
    {
        using var bytes = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        bytes.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var form = new MultipartFormDataContent();
        if (multipart)
        {
            form.Add(bytes, "file", "body.json");
        }

        using var response = await Http.PostAsync(new Uri(url), multipart ? form : bytes);
        return await response.Content.ReadAsStringAsync();
    }
}
