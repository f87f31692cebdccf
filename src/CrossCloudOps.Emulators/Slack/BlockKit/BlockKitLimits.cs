namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>
/// The limits of Block Kit: https://docs.slack.dev/reference/block-kit/blocks and the pages beneath it.
/// Lengths are in UTF-16 units.
/// </summary>
internal static class BlockKitLimits
{
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;

    /// <summary>Not documented; measured at about this much: https://github.com/slackapi/bolt-js/issues/2509</summary>
    public const int MessageCharacters = 13_200;

    public const int ViewBytes = 250_000;
    public const int Id = 255;

    public const int SectionText = 3000;
    public const int SectionFields = 10;
    public const int SectionField = 2000;
    public const int HeaderText = 150;
    public const int ContextElements = 10;
    public const int ContextText = 3000;
    public const int ActionsElements = 25;
    public const int InputLabel = 2000;
    public const int InputHint = 2000;
    public const int ImageUrl = 3000;
    public const int ImageAltText = 2000;
    public const int ImageTitle = 2000;
    public const int MarkdownCharacters = 12_000;
    public const int TableRows = 100;
    public const int TableCells = 20;

    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int Url = 3000;
    public const int AccessibilityLabel = 75;
    public const int Placeholder = 150;
    public const int SelectOptions = 100;
    public const int OptionGroupLabel = 75;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int OverflowOptions = 5;
    public const int CheckboxOptions = 10;
    public const int RadioOptions = 10;
    public const int InputMinLength = 3000;
    public const int InputMaxLength = 3000;

    public const int ConfirmTitle = 100;
    public const int ConfirmText = 300;
    public const int ConfirmButton = 30;

    public const int ViewTitle = 24;
    public const int PrivateMetadata = 3000;
}
