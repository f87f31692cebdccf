using System.Text.Json;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Drivers;

internal static class SlackReading
{
    /// <summary>Everything that a person reads in a message, a line for each text.</summary>
    public static string Says(this PostedMessage message) =>
        message.Blocks is { } blocks ? string.Join('\n', Texts(blocks)) : message.Text;

    /// <summary>The labels of the buttons that a person sees for the dead letter itself, not for its problem.</summary>
    public static IReadOnlyList<string> Buttons(this PostedMessage message) =>
        [.. message.Elements().Where(static e => !e.GetProperty("action_id").GetString()!.StartsWith("problems.", StringComparison.Ordinal)).Select(static e => e.GetProperty(e.TryGetProperty("placeholder", out _) ? "placeholder" : "text").GetProperty("text").GetString()!)];

    public static string ButtonValue(this PostedMessage message, string actionId) =>
        message.Elements().Single(e => e.GetProperty("action_id").GetString() == actionId).GetProperty("value").GetString()!;

    /// <summary>What a button asks before it acts.</summary>
    public static JsonElement Confirm(this PostedMessage message, string actionId) =>
        message.Elements().Single(e => e.GetProperty("action_id").GetString() == actionId).GetProperty("confirm");

    public static bool Asks(this PostedMessage message, string actionId) =>
        message.Elements().Single(e => e.GetProperty("action_id").GetString() == actionId).TryGetProperty("confirm", out _);

    /// <summary>The value of the button with this label, beside a text or in a row.</summary>
    public static string ValueOf(this PostedMessage message, string label) =>
        message.Elements().Concat(message.Accessories()).First(e => e.TryGetProperty("text", out var text) && text.GetProperty("text").GetString() == label).GetProperty("value").GetString()!;

    private static IEnumerable<JsonElement> Accessories(this PostedMessage message) =>
        (message.Blocks?.EnumerateArray().AsEnumerable() ?? []).Where(static b => b.TryGetProperty("accessory", out _)).Select(static b => b.GetProperty("accessory"));

    private static IEnumerable<JsonElement> Elements(this PostedMessage message) =>
        (message.Blocks?.EnumerateArray().AsEnumerable() ?? [])
            .Where(static b => b.GetProperty("type").GetString() == "actions")
            .SelectMany(static b => b.GetProperty("elements").EnumerateArray());

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static p =>
            p is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Texts(p.Value)),
        _ => [],
    };
}
