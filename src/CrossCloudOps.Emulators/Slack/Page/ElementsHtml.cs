using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>
/// What a person can press or choose from outside of inputs, as HTML. The script sends the press; here stands what it
/// sends: <c>data-action</c> and the value. Pure.
/// </summary>
internal sealed class ElementsHtml(TextHtml text)
{
    public string Of(JsonElement element) => element.String("type") switch
    {
        "image" => Image(element),
        "button" => Button(element),
        "overflow" => Overflow(element),
        "checkboxes" or "radio_buttons" => Boxes(element),
        "datepicker" or "timepicker" => Picker(element),
        _ => $"<span class=\"element\"><select{Action(element)} aria-label=\"{Label(element)}\">{Choices(element, Label(element))}</select>{Confirm(element)}</span>",
    };

    /// <summary>Described and never loaded: the page asks nothing of other hosts.</summary>
    public static string Image(JsonElement image) =>
        $"<span class=\"picture\" role=\"img\" aria-label=\"{BlockJson.Encode(image.String("alt_text"))}\" title=\"{BlockJson.Encode(image.String("image_url"))}\">"
        + $"🖼 {BlockJson.Encode(image.String("alt_text"))}</span>";

    /// <summary>The options of a select, the first of them nothing.</summary>
    public string Choices(JsonElement element, string nothing) =>
        $"<option value=\"\">{nothing}</option>" + element.String("type") switch
        {
            "users_select" or "multi_users_select" => Named(text.Users.Select(user => (user.Id, user.Name)), element.String("initial_user")),
            "channels_select" or "multi_channels_select" => Named(text.Channels.Select(one => (one.Id, "#" + one.Name)), element.String("initial_channel")),
            "conversations_select" or "multi_conversations_select" =>
                Named(text.Channels.Select(one => (one.Id, "#" + one.Name)), element.String("initial_conversation")),
            _ => Options(element, element) + string.Concat(element.Items("option_groups").Select(group =>
                $"<optgroup label=\"{BlockJson.Encode(Words(group, "label"))}\">{Options(group, element)}</optgroup>")),
        };

    public static bool IsInitial(JsonElement element, string? value) =>
        element.Field("initial_option")?.String("value") == value
        || element.Items("initial_options").Any(option => option.String("value") == value);

    /// <summary>The words of a text object as text.</summary>
    public static string? Words(JsonElement parent, string name) =>
        parent.Field(name)?.String("text") is { } words ? Emoji.Draw(words) : null;

    private string Button(JsonElement button)
    {
        var attributes = $" class=\"button {BlockJson.Encode(button.String("style") ?? "plain")}\"{Action(button)}"
            + BlockJson.Attribute("data-value", button.String("value"))
            + BlockJson.Attribute("aria-label", button.String("accessibility_label"));
        var label = text.Of(button, "text");
        return "<span class=\"element\">"
            + (BlockJson.Web(button.String("url")) is { } url
                ? $"<a href=\"{BlockJson.Encode(url)}\" target=\"_blank\" rel=\"noreferrer\"{attributes}>{label}</a>"
                : $"<button type=\"button\"{attributes}>{label}</button>")
            + Confirm(button) + "</span>";
    }

    private string Overflow(JsonElement menu) =>
        "<details class=\"element menu\"><summary aria-label=\"More actions\">⋯</summary><div>"
        + string.Concat(menu.Items("options").Select(option =>
            $"<button type=\"button\"{Action(menu)}{BlockJson.Attribute("data-value", option.String("value"))}>{text.Of(option, "text")}</button>{Confirm(menu)}"))
        + "</div></details>";

    private string Boxes(JsonElement boxes)
    {
        var type = boxes.String("type") == "checkboxes" ? "checkbox" : "radio";
        return "<span class=\"element boxes\">" + string.Concat(boxes.Items("options").Select(option =>
            $"<label><input type=\"{type}\"{Action(boxes)}{BlockJson.Attribute("value", option.String("value"))}"
            + $"{(IsInitial(boxes, option.String("value")) ? " checked" : "")}> {text.Of(option, "text")}</label>")) + Confirm(boxes) + "</span>";
    }

    private string Picker(JsonElement picker)
    {
        var type = picker.String("type") == "datepicker" ? "date" : "time";
        return $"<span class=\"element\"><input type=\"{type}\"{Action(picker)}{BlockJson.Attribute("value", picker.String("initial_" + type))}"
            + $" aria-label=\"{Label(picker)}\">{Confirm(picker)}</span>";
    }

    private static string Action(JsonElement element) => BlockJson.Attribute("data-action", element.String("action_id") ?? "");

    private static string Label(JsonElement element) => BlockJson.Encode(Words(element, "placeholder") ?? "Choose an option");

    private static string Named(IEnumerable<(string Id, string Name)> all, string? chosen) => string.Concat(all.Select(one =>
        $"<option value=\"{BlockJson.Encode(one.Id)}\"{(one.Id == chosen ? " selected" : "")}>{BlockJson.Encode(one.Name)}</option>"));

    private static string Options(JsonElement list, JsonElement element) => string.Concat(list.Items("options").Select(option =>
        $"<option value=\"{BlockJson.Encode(option.String("value"))}\"{(IsInitial(element, option.String("value")) ? " selected" : "")}>"
        + $"{BlockJson.Encode(Words(option, "text"))}</option>"));

    /// <summary>What is asked before the press; the script opens a copy of it.</summary>
    private string Confirm(JsonElement element)
    {
        if (element.Field("confirm") is not { ValueKind: JsonValueKind.Object } confirm)
        {
            return "";
        }

        var style = confirm.String("style") == "danger" ? "danger" : "primary";
        return $"<template><dialog class=\"confirm\" aria-labelledby=\"confirm-title\"><h2 id=\"confirm-title\">{text.Of(confirm, "title")}</h2>"
            + $"<div class=\"body\">{text.Of(confirm, "text")}</div><div class=\"actions end\">"
            + $"<button type=\"button\" class=\"button plain\" data-answer=\"no\">{text.Of(confirm, "deny")}</button>"
            + $"<button type=\"button\" class=\"button {style}\" data-answer=\"yes\">{text.Of(confirm, "confirm")}</button></div></dialog></template>";
    }
}
