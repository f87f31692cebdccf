using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Input blocks as HTML: each field goes by the id of its block, as errors do. Pure.</summary>
internal sealed class InputsHtml(TextHtml text)
{
    private readonly ElementsHtml _elements = new(text);

    public string Of(JsonElement block, string scope)
    {
        var element = block.Field("element") ?? default;
        var blockId = block.String("block_id") ?? "";
        var id = BlockJson.Encode($"{scope}-{blockId}");
        var optional = block.Flag("optional");
        var label = $"{text.Of(block, "label")}{(optional ? " <small>(optional)</small>" : "")}";
        var notes = $"<small class=\"hint\">{text.Of(block, "hint")}</small><p class=\"error\" id=\"{id}-error\" role=\"alert\"></p>";
        var common = $" name=\"field.{BlockJson.Encode(blockId)}\" aria-describedby=\"{id}-error\""
            + (block.Flag("dispatch_action") ? BlockJson.Attribute("data-action", element.String("action_id")) : "")
            + (element.Flag("focus_on_load") ? " autofocus" : "");
        var start = $" class=\"input\" data-block=\"{BlockJson.Encode(blockId)}\"";
        return element.String("type") is "checkboxes" or "radio_buttons"
            ? $"<fieldset{start}><legend>{label}</legend>{Boxes(element, common)}{notes}</fieldset>"
            : $"<div{start}><label for=\"{id}\">{label}</label>{Field(element, $" id=\"{id}\"{common}{(optional ? "" : " required")}")}{notes}</div>";
    }

    private string Boxes(JsonElement element, string common)
    {
        var type = element.String("type") == "checkboxes" ? "checkbox" : "radio";
        return string.Concat(element.Items("options").Select(option =>
            $"<label><input type=\"{type}\"{common}{BlockJson.Attribute("value", option.String("value"))}"
            + $"{(ElementsHtml.IsInitial(element, option.String("value")) ? " checked" : "")}> <span>{text.Of(option, "text")}"
            + (option.Field("description") is { } more ? $"<br><small>{text.Of(more)}</small>" : "") + "</span></label>"));
    }

    private string Field(JsonElement element, string attributes)
    {
        var type = element.String("type") ?? "";
        attributes += BlockJson.Attribute("placeholder", ElementsHtml.Words(element, "placeholder"));
        if (type.EndsWith("select", StringComparison.Ordinal))
        {
            var several = type.StartsWith("multi_", StringComparison.Ordinal);
            var nothing = BlockJson.Encode(ElementsHtml.Words(element, "placeholder") ?? "Choose an option");
            return $"<select{attributes}{(several ? " multiple" : "")}>{_elements.Choices(element, nothing)}</select>";
        }

        attributes += Length(element, "min_length", "minlength") + Length(element, "max_length", "maxlength");
        if (type == "plain_text_input" && element.Flag("multiline"))
        {
            // A line break that begins the text would be taken as part of the markup; one more is.
            return $"<textarea rows=\"3\"{attributes}>\n{BlockJson.Encode(element.String("initial_value"))}</textarea>";
        }

        var (kind, initial) = type switch
        {
            "datepicker" => ("date", "initial_date"),
            "timepicker" => ("time", "initial_time"),
            "email_text_input" => ("email", "initial_value"),
            "url_text_input" => ("url", "initial_value"),
            _ => ("text", "initial_value"),
        };
        return $"<input type=\"{kind}\" autocomplete=\"off\"{attributes}{BlockJson.Attribute("value", element.String(initial))}>";
    }

    private static string Length(JsonElement element, string field, string attribute) =>
        BlockJson.Attribute(attribute, element.Number(field)?.ToString(CultureInfo.InvariantCulture));
}
