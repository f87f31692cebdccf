namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>Block elements: https://docs.slack.dev/reference/block-kit/block-elements</summary>
internal static class BlockKitElements
{
    private static readonly string[] Selects =
        ["static_select", "users_select", "conversations_select", "channels_select", "external_select"];

    private static readonly string[] MultiSelects = [.. Selects.Select(type => "multi_" + type)];

    private static readonly string[] Inputs = ["plain_text_input", "number_input", "email_text_input", "url_text_input"];

    private static readonly string[] Pickers = ["datepicker", "timepicker", "datetimepicker"];

    private static readonly string[] Choices = ["checkboxes", "radio_buttons"];

    public static readonly IReadOnlySet<string> InActions =
        new HashSet<string>([.. Selects, .. Pickers, .. Choices, "button", "overflow"]);

    public static readonly IReadOnlySet<string> InSection =
        new HashSet<string>([.. Selects, .. MultiSelects, .. Pickers, .. Choices, "button", "overflow", "image"]);

    public static readonly IReadOnlySet<string> InInput =
        new HashSet<string>([.. Selects, .. MultiSelects, .. Pickers, .. Choices, .. Inputs]);

    public static void Check(BlockKitNode element, IReadOnlySet<string> allowed)
    {
        if (element.Type is null)
        {
            element.Fault("missing required field: type");
            return;
        }

        if (!allowed.Contains(element.Type))
        {
            element.Fault($"unsupported type: {element.Type}", "/type");
            return;
        }

        if (element.Type == "image")
        {
            Image(element);
        }
        else
        {
            Interactive(element);
        }

        element.NothingElse();
    }

    public static void Image(BlockKitNode image)
    {
        if (image.Has("image_url") == image.Has("slack_file"))
        {
            image.Fault("must define either `image_url` or `slack_file`");
        }

        image.String("image_url", BlockKitLimits.ImageUrl);
        image.Allow("slack_file");
        image.String("alt_text", BlockKitLimits.ImageAltText, required: true);
    }

    private static void Interactive(BlockKitNode element)
    {
        element.String("action_id", BlockKitLimits.Id);
        switch (element.Type)
        {
            case "button":
                Button(element);
                break;
            case "overflow":
                element.Options(BlockKitLimits.OverflowOptions, url: true);
                element.Confirm();
                break;
            case "checkboxes":
                element.Options(BlockKitLimits.CheckboxOptions, plainOnly: false);
                element.Allow("initial_options", "focus_on_load");
                element.Confirm();
                break;
            case "radio_buttons":
                element.Options(BlockKitLimits.RadioOptions, plainOnly: false);
                element.Allow("initial_option", "focus_on_load");
                element.Confirm();
                break;
            case "plain_text_input":
                PlainTextInput(element);
                break;
            default:
                OtherInput(element);
                break;
        }
    }

    private static void Button(BlockKitNode button)
    {
        button.Text("text", BlockKitLimits.ButtonText, required: true);
        button.String("value", BlockKitLimits.ButtonValue, min: 0);
        button.String("url", BlockKitLimits.Url);
        button.OneOf("style", "primary", "danger");
        button.String("accessibility_label", BlockKitLimits.AccessibilityLabel);
        button.Confirm();
    }

    private static void PlainTextInput(BlockKitNode input)
    {
        input.Text("placeholder", BlockKitLimits.Placeholder);
        input.Flag("multiline");
        input.Flag("focus_on_load");
        var min = input.Number("min_length", 0, BlockKitLimits.InputMinLength);
        var max = input.Number("max_length", 1, BlockKitLimits.InputMaxLength);
        if (min > max)
        {
            input.Fault("must not be greater than max_length", "/min_length");
        }

        input.String("initial_value", Math.Clamp(max ?? BlockKitLimits.InputMaxLength, 1, BlockKitLimits.InputMaxLength), min: 0);
        input.Allow("dispatch_action_config");
    }

    private static void OtherInput(BlockKitNode element)
    {
        var type = element.Type!;
        element.Text("placeholder", BlockKitLimits.Placeholder);
        element.Flag("focus_on_load");
        if (type.Contains("static_select", StringComparison.Ordinal))
        {
            element.OptionsOrGroups();
        }

        if (type.StartsWith("multi_", StringComparison.Ordinal))
        {
            element.Number("max_selected_items", 1, int.MaxValue);
        }

        if (!Inputs.Contains(type))
        {
            element.Confirm();
        }

        element.Allow("dispatch_action_config", "is_decimal_allowed", "min_value", "max_value", "min_query_length", "filter",
            "default_to_current_conversation", "response_url_enabled", "timezone");
        element.Allow([.. InitialFields]);
    }

    private static readonly string[] InitialFields =
    [
        "initial_option", "initial_options", "initial_user", "initial_users", "initial_conversation", "initial_conversations",
        "initial_channel", "initial_channels", "initial_date", "initial_time", "initial_date_time", "initial_value",
    ];
}
