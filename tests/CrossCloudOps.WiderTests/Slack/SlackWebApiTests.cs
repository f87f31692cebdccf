using System.Diagnostics;
using System.Text.Json;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.WiderTests.Slack;

public sealed class SlackWebApiTests
{
    private static readonly SlackEmulatorOptions Options = new() { Channels = [new("C0ALERTS", "alerts"), new("C0OTHER", "other")] };

    [PeerFact("@slack/web-api")]
    public async Task Slacks_own_client_can_not_tell_the_emulator_from_Slack()
    {
        await using var slack = await SlackEmulator.StartAsync(Options);
        using var client = Process.Start(new ProcessStartInfo("node", ["slack-web-api.mjs", slack.ApiUrl.ToString(), Options.SigningSecret])
        {
            WorkingDirectory = Peers.Folder,
            RedirectStandardOutput = true,
        }).ShouldNotBeNull();

        var seen = await LineAsync(client);
        seen.GetProperty("user").GetString().ShouldBe("U0BOT");
        seen.GetProperty("text").GetString().ShouldBe("four dead letters");
        seen.GetProperty("metadata").GetString().ShouldBe("k1");
        seen.GetProperty("files").GetInt32().ShouldBe(1);
        seen.GetProperty("replies").GetInt32().ShouldBe(2);
        seen.GetProperty("channels").GetInt32().ShouldBe(2);
        seen.GetProperty("invalid").GetString().ShouldBe("invalid_blocks");
        seen.GetProperty("stale").GetString().ShouldBe("invalid_trigger_id");
        slack.Files.ShouldHaveSingleItem().Text.ShouldBe("""{"a":"ä"}""");

        slack.InteractionsUrl = new Uri($"http://127.0.0.1:{(await LineAsync(client)).GetProperty("port").GetInt32()}/");
        (await slack.PressAsync("U0OPERATOR", "C0ALERTS", seen.GetProperty("ts").GetString()!, "edit")).Status.ShouldBe(200);
        var pressed = await LineAsync(client);
        pressed.GetProperty("signed").GetBoolean().ShouldBeTrue();
        pressed.GetProperty("action").GetString().ShouldBe("edit");

        var view = slack.Views.ShouldHaveSingleItem();
        view.Id.ShouldBe(pressed.GetProperty("view").GetString());
        await slack.SubmitViewAsync("U0OPERATOR", view.Id, new Dictionary<string, string?> { ["text"] = "mended" });
        var submitted = await LineAsync(client);
        submitted.GetProperty("signed").GetBoolean().ShouldBeTrue();
        submitted.GetProperty("text").GetString().ShouldBe("mended");
        slack.Views.ShouldBeEmpty();
        await client.WaitForExitAsync();
        client.ExitCode.ShouldBe(0);
    }

    private static async Task<JsonElement> LineAsync(Process client) =>
        JsonElement.Parse((await client.StandardOutput.ReadLineAsync()).ShouldNotBeNull());
}
