using System.Text.Json;
using CrossCloudOps.Emulators.Slack.BlockKit;

namespace CrossCloudOps.Tests.Emulators;

public sealed class BlockKitValidatorTests
{
    /// <summary>A limit: blocks of a size, how large it may be, and where one more is refused.</summary>
    public static TheoryData<string, int, string> Limits => new()
    {
        { "blocks in a message", 50, "/blocks" },
        { "section text", 3000, "/blocks/0/text/text" },
        { "section fields", 10, "/blocks/0/fields" },
        { "section field text", 2000, "/blocks/0/fields/0/text" },
        { "header text", 150, "/blocks/0/text/text" },
        { "context elements", 10, "/blocks/0/elements" },
        { "actions elements", 25, "/blocks/0/elements" },
        { "block_id", 255, "/blocks/0/block_id" },
        { "action_id", 255, "/blocks/0/elements/0/action_id" },
        { "button text", 75, "/blocks/0/elements/0/text/text" },
        { "button value", 2000, "/blocks/0/elements/0/value" },
        { "button url", 3000, "/blocks/0/elements/0/url" },
        { "confirm title", 100, "/blocks/0/elements/0/confirm/title/text" },
        { "confirm text", 300, "/blocks/0/elements/0/confirm/text/text" },
        { "confirm button", 30, "/blocks/0/elements/0/confirm/confirm/text" },
        { "select options", 100, "/blocks/0/elements/0/options" },
        { "select option text", 75, "/blocks/0/elements/0/options/0/text/text" },
        { "overflow options", 5, "/blocks/0/elements/0/options" },
        { "checkbox options", 10, "/blocks/0/elements/0/options" },
        { "radio options", 10, "/blocks/0/elements/0/options" },
        { "input label", 2000, "/blocks/0/label/text" },
        { "input hint", 2000, "/blocks/0/hint/text" },
        { "input min_length", 3000, "/blocks/0/element/min_length" },
        { "input initial value", 3000, "/blocks/0/element/initial_value" },
        { "image alt text", 2000, "/blocks/0/alt_text" },
        { "markdown text", 12_000, "/blocks/0/text" },
        { "table rows", 100, "/blocks/0/rows" },
        { "table cells", 20, "/blocks/0/rows/0" },
    };

    public static TheoryData<string, int, string> ViewLimits => new()
    {
        { "blocks", 100, "/view/blocks" },
        { "title", 24, "/view/title/text" },
        { "submit", 24, "/view/submit/text" },
        { "close", 24, "/view/close/text" },
        { "private_metadata", 3000, "/view/private_metadata" },
        { "callback_id", 255, "/view/callback_id" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Blocks_at_their_limit_pass_and_one_over_is_refused_by_name(string what, int limit, string where)
    {
        Check(Blocks(what, limit)).ShouldBeEmpty();

        Check(Blocks(what, limit + 1)).Select(fault => fault.Pointer).ShouldContain(where);
    }

    [Theory]
    [MemberData(nameof(ViewLimits))]
    public void A_view_at_its_limit_passes_and_one_over_is_refused_by_name(string what, int limit, string where)
    {
        BlockKitValidator.View(JsonElement.Parse(View(what, limit))).ShouldBeEmpty();

        var fault = BlockKitValidator.View(JsonElement.Parse(View(what, limit + 1))).ShouldHaveSingleItem();
        fault.Pointer.ShouldBe(where);
    }

    [Theory]
    [InlineData("""[{"type":"carousel"}]""", "unsupported type: carousel [json-pointer:/blocks/0/type]")]
    [InlineData("""[{"text":"a"}]""", "missing required field: type [json-pointer:/blocks/0]")]
    [InlineData("""["a"]""", "must be an object [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"section"}]""", "must define either `text` or `fields` [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"section","text":"a"}]""", "must be an object [json-pointer:/blocks/0/text]")]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "must be more than 0 characters [json-pointer:/blocks/0/text/text]")]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":7}}]""", "must be a string [json-pointer:/blocks/0/text/text]")]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}]""", "invalid additional property: emoji [json-pointer:/blocks/0/text]")]
    [InlineData("""[{"type":"section","fields":[]}]""", "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]""", "must be one of: plain_text [json-pointer:/blocks/0/text/type]")]
    [InlineData("""[{"type":"header"}]""", "missing required field: text [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"divider","colour":"red"}]""", "invalid additional property: colour [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"actions","elements":[]}]""", "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]")]
    [InlineData("""[{"type":"actions","elements":[{"type":"plain_text_input"}]}]""", "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"style":"warning"}]}]""", "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button"}]}]""", "missing required field: text [json-pointer:/blocks/0/elements/0]")]
    [InlineData("""[{"type":"actions","elements":[{"type":"static_select"}]}]""", "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]")]
    [InlineData("""[{"type":"input","label":{"type":"plain_text","text":"a"}}]""", "missing required field: element [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"image","alt_text":"a"}]""", "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]")]
    [InlineData("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""", "`block_id` \"a\" already exists [json-pointer:/blocks/1/block_id]")]
    [InlineData("""[{"type":"rich_text","elements":[{"type":"bold"}]}]""", "unsupported type: bold [json-pointer:/blocks/0/elements/0/type]")]
    [InlineData("""[{"type":"file","source":"remote"}]""", "missing required field: external_id [json-pointer:/blocks/0]")]
    [InlineData("""{}""", "must be an array [json-pointer:/blocks]")]
    public void Blocks_that_Slack_would_refuse_are_refused(string blocks, string fault) =>
        Check(blocks).Select(one => one.ToString()).ShouldBe([fault]);

    [Fact]
    public void Action_ids_are_unique_within_a_block_but_not_between_blocks()
    {
        const string Button = """{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}""";

        Check($$"""[{"type":"actions","elements":[{{Button}},{{Button}}]}]""").ShouldHaveSingleItem().Pointer
            .ShouldBe("/blocks/0/elements/1/action_id");
        Check($$"""[{"type":"actions","elements":[{{Button}}]},{"type":"actions","elements":[{{Button}}]}]""").ShouldBeEmpty();
    }

    [Fact]
    public void All_faults_are_named_at_once() =>
        Check("""[{"type":"header"},{"type":"divider","x":1}]""").Count.ShouldBe(2);

    [Fact]
    public void A_message_as_a_whole_ends_at_13200_characters()
    {
        var filler = string.Join(',', Enumerable.Repeat(Section(3000), 4));
        var used = BlockKitValidator.Characters(JsonElement.Parse($"[{filler},{Section(1)}]")) - 1;

        Check($"[{filler},{Section(13_200 - used)}]").ShouldBeEmpty();
        Check($"[{filler},{Section(13_201 - used)}]").ShouldHaveSingleItem().Code.ShouldBe("msg_blocks_too_long");
    }

    [Fact]
    public void White_space_and_escapes_do_not_count() =>
        BlockKitValidator.Characters(JsonElement.Parse("""[ { "type" : "divider", "block_id": "\u00e4<" } ]"""))
            .ShouldBe("""[{"type":"divider","block_id":"ä<"}]""".Length);

    [Fact]
    public void A_message_has_one_table_at_most()
    {
        const string Table = """{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}""";

        Check($"[{Table}]").ShouldBeEmpty();
        Check($"[{Table},{Table}]").ShouldHaveSingleItem().Code.ShouldBe("only_one_table_allowed");
    }

    [Theory]
    [InlineData("""{"type":"modal","blocks":[]}""", "missing required field: title [json-pointer:/view]")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"a"}}""", "missing required field: blocks [json-pointer:/view]")]
    [InlineData("""{"type":"dialog","blocks":[]}""", "must be one of: modal, home [json-pointer:/view/type]")]
    [InlineData("[]", "must be an object [json-pointer:/view]")]
    [InlineData(
        """{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input"}}]}""",
        "missing required field: submit [json-pointer:/view]")]
    public void Views_that_Slack_would_refuse_are_refused(string view, string fault) =>
        BlockKitValidator.View(JsonElement.Parse(view)).Select(one => one.ToString()).ShouldBe([fault]);

    [Fact]
    public void A_card_with_everything_passes() => Check($$"""
        [
          {"type":"header","text":{"type":"plain_text","text":"orders-dlq","emoji":true} },
          {"type":"section","text":{"type":"mrkdwn","text":"*3* dead letters","verbatim":true},"fields":[{"type":"mrkdwn","text":"a"}],
           "accessory":{"type":"overflow","action_id":"more","options":[{{Option(1)}}] } },
          {"type":"context","elements":[{"type":"mrkdwn","text":"since 9:00"},{"type":"image","image_url":"https://example.org/a.png","alt_text":"a"}]},
          {"type":"divider"},
          {"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"text","text":"{}"}]}]},
          {"type":"actions","elements":[
            {"type":"button","action_id":"a","text":{"type":"plain_text","text":"Send back all"},"style":"danger","confirm":{{Confirm(1, 1, 1)}}},
            {"type":"users_select","action_id":"b","placeholder":{"type":"plain_text","text":"Owner"} },
            {"type":"static_select","action_id":"c","option_groups":[{"label":{"type":"plain_text","text":"a"},"options":[{{Option(1)}}]}]}]},
          {"type":"input","block_id":"note","label":{"type":"plain_text","text":"Note"},"optional":true,
           "element":{"type":"plain_text_input","action_id":"note","multiline":true,"max_length":100,"initial_value":""} }
        ]
        """).ShouldBeEmpty();

    private static IReadOnlyList<BlockKitFault> Check(string blocks) => BlockKitValidator.Message(JsonElement.Parse(blocks));

    private static string Blocks(string what, int size) => what switch
    {
        "blocks in a message" => $"[{Many("""{"type":"divider"}""", size)}]",
        "section text" => $"[{Section(size)}]",
        "section fields" => $$"""[{"type":"section","fields":[{{Many("""{"type":"mrkdwn","text":"a"}""", size)}}]}]""",
        "section field text" => $$"""[{"type":"section","fields":[{"type":"mrkdwn","text":"{{Long(size)}}"}]}]""",
        "header text" => $$"""[{"type":"header","text":{{Plain(size)}}}]""",
        "context elements" => $$"""[{"type":"context","elements":[{{Many("""{"type":"mrkdwn","text":"a"}""", size)}}]}]""",
        "actions elements" => Actions(Many("""{"type":"button","text":{"type":"plain_text","text":"a"}}""", size)),
        "block_id" => $$"""[{"type":"divider","block_id":"{{Long(size)}}"}]""",
        "action_id" => Actions($$"""{"type":"button","text":{{Plain(1)}},"action_id":"{{Long(size)}}"}"""),
        "button text" => Actions($$"""{"type":"button","text":{{Plain(size)}}}"""),
        "button value" => Actions($$"""{"type":"button","text":{{Plain(1)}},"value":"{{Long(size)}}"}"""),
        "button url" => Actions($$"""{"type":"button","text":{{Plain(1)}},"url":"{{Long(size)}}"}"""),
        "confirm title" => Actions($$"""{"type":"button","text":{{Plain(1)}},"confirm":{{Confirm(size, 1, 1)}}}"""),
        "confirm text" => Actions($$"""{"type":"button","text":{{Plain(1)}},"confirm":{{Confirm(1, size, 1)}}}"""),
        "confirm button" => Actions($$"""{"type":"button","text":{{Plain(1)}},"confirm":{{Confirm(1, 1, size)}}}"""),
        "select options" => Actions($$"""{"type":"static_select","options":[{{Many(Option(1), size)}}]}"""),
        "select option text" => Actions($$"""{"type":"static_select","options":[{{Option(size)}}]}"""),
        "overflow options" => Actions($$"""{"type":"overflow","options":[{{Many(Option(1), size)}}]}"""),
        "checkbox options" => Actions($$"""{"type":"checkboxes","options":[{{Many(Option(1), size)}}]}"""),
        "radio options" => Actions($$"""{"type":"radio_buttons","options":[{{Many(Option(1), size)}}]}"""),
        "input label" => Input(Plain(size), Plain(1), "{\"type\":\"plain_text_input\"}"),
        "input hint" => Input(Plain(1), Plain(size), "{\"type\":\"plain_text_input\"}"),
        "input min_length" => Input(Plain(1), Plain(1), $$"""{"type":"plain_text_input","min_length":{{size}}}"""),
        "input initial value" => Input(Plain(1), Plain(1), $$"""{"type":"plain_text_input","initial_value":"{{Long(size)}}"}"""),
        "image alt text" => $$"""[{"type":"image","image_url":"https://example.org/a.png","alt_text":"{{Long(size)}}"}]""",
        "markdown text" => $$"""[{"type":"markdown","text":"{{Long(size)}}"}]""",
        "table rows" => $$"""[{"type":"table","rows":[{{Many("[]", size)}}]}]""",
        "table cells" => $$"""[{"type":"table","rows":[[{{Many("""{"type":"raw_text","text":"a"}""", size)}}]]}]""",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static string View(string what, int size)
    {
        var blocks = what == "blocks" ? Many("""{"type":"divider"}""", size) : "";
        var extra = what switch
        {
            "submit" or "close" => $",\"{what}\":{Plain(size)}",
            "private_metadata" or "callback_id" => $",\"{what}\":\"{Long(size)}\"",
            _ => "",
        };
        return $$"""{"type":"modal","title":{{Plain(what == "title" ? size : 1)}},"blocks":[{{blocks}}]{{extra}}}""";
    }

    private static string Long(int length) => new('x', length);

    private static string Many(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static string Plain(int length) => $$"""{"type":"plain_text","text":"{{Long(length)}}"}""";

    private static string Section(int length) => $$"""{"type":"section","text":{"type":"mrkdwn","text":"{{Long(length)}}"} }""";

    private static string Option(int length) => $$"""{"text":{{Plain(length)}},"value":"v"}""";

    private static string Confirm(int title, int text, int button) =>
        $$"""{"title":{{Plain(title)}},"text":{{Plain(text)}},"confirm":{{Plain(button)}},"deny":{{Plain(1)}}}""";

    private static string Actions(string elements) => $$"""[{"type":"actions","elements":[{{elements}}]}]""";

    private static string Input(string label, string hint, string element) =>
        $$"""[{"type":"input","label":{{label}},"hint":{{hint}},"element":{{element}}}]""";
}
