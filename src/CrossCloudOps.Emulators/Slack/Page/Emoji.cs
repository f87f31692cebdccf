using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>The shortcodes that operations messages use; others stay as they are written.</summary>
internal static partial class Emoji
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["alarm_clock"] = "⏰",
        ["arrow_down"] = "⬇️",
        ["arrow_right"] = "➡️",
        ["arrow_up"] = "⬆️",
        ["arrows_counterclockwise"] = "🔄",
        ["bar_chart"] = "📊",
        ["bell"] = "🔔",
        ["black_circle"] = "⚫",
        ["broken_heart"] = "💔",
        ["bug"] = "🐛",
        ["construction"] = "🚧",
        ["email"] = "✉️",
        ["exclamation"] = "❗",
        ["eyes"] = "👀",
        ["fire"] = "🔥",
        ["green_heart"] = "💚",
        ["hammer_and_wrench"] = "🛠️",
        ["heart"] = "❤️",
        ["heavy_check_mark"] = "✔️",
        ["hourglass"] = "⌛",
        ["hourglass_flowing_sand"] = "⏳",
        ["inbox_tray"] = "📥",
        ["incoming_envelope"] = "📨",
        ["information_source"] = "ℹ️",
        ["large_blue_circle"] = "🔵",
        ["large_green_circle"] = "🟢",
        ["large_orange_circle"] = "🟠",
        ["large_yellow_circle"] = "🟡",
        ["lock"] = "🔒",
        ["mag"] = "🔍",
        ["memo"] = "📝",
        ["mute"] = "🔇",
        ["no_bell"] = "🔕",
        ["no_entry"] = "⛔",
        ["outbox_tray"] = "📤",
        ["package"] = "📦",
        ["question"] = "❓",
        ["red_circle"] = "🔴",
        ["rocket"] = "🚀",
        ["rotating_light"] = "🚨",
        ["skull"] = "💀",
        ["stopwatch"] = "⏱️",
        ["tada"] = "🎉",
        ["wastebasket"] = "🗑️",
        ["warning"] = "⚠️",
        ["wave"] = "👋",
        ["white_check_mark"] = "✅",
        ["white_circle"] = "⚪",
        ["wrench"] = "🔧",
        ["x"] = "❌",
        ["zzz"] = "💤",
    };

    /// <summary>Draws the shortcodes in a text.</summary>
    public static string Draw(string text) =>
        Shortcode().Replace(text, match => Known.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(":([a-z0-9_+-]{1,60}):")]
    private static partial Regex Shortcode();
}
