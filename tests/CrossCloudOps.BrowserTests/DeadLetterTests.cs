using CrossCloudOps.BrowserTests.Drivers;

namespace CrossCloudOps.BrowserTests;

public sealed class DeadLetterTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_dead_letter_arrives_is_sent_back_and_its_order_is_consumed()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var slack = await visit.SlackAsync();
        var card = await slack.MessageAsync("Dead letter in orders-dlq", "OrderPlaced", "\"order\": 1001");

        await SlackTab.PressAsync(card, "Send back");

        await card.ToSayAsync("@olivia");
        await visit.Told.WaitForAsync("pressed  olivia pressed \"Send back\" on: Dead letter in orders-dlq: OrderPlaced", Patience.Of);
        await visit.Told.WaitForAsync("done     OrderPlaced 1001: consumed after all.", Patience.Of);
    }

    [BrowserFact]
    public async Task A_body_that_is_no_longer_JSON_is_refused_in_the_modal_and_once_mended_it_is_in_its_queue()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", """{"type":"RefundRequested","order":7}""");
        var card = await slack.MessageAsync("Dead letter in orders-dlq", "RefundRequested");

        await SlackTab.PressAsync(card, "Edit & send back");
        await slack.Modal.Locator("textarea").FillAsync("""{"type": oops""");
        await SlackTab.PressAsync(slack.Modal, "Send back");
        await slack.Modal.Locator("[data-block=body] .error").ToSayAsync("It was JSON and is not any more: look at line 1, character 10.");
        visit.Playground.Aws.Sqs.Queue("orders").Messages.ShouldBeEmpty();

        await slack.Modal.Locator("textarea").FillAsync("""{"type":"RefundRequested","order":8}""");
        await SlackTab.PressAsync(slack.Modal, "Send back");

        await slack.Modal.ToBeGoneAsync();
        await card.ToSayAsync("edited");
        visit.Playground.Aws.Sqs.Queue("orders").Messages.ShouldHaveSingleItem().Body.ShouldBe("""{"type":"RefundRequested","order":8}""");
    }

    [BrowserFact]
    public async Task A_muted_kind_says_until_when_and_can_be_unmuted()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", """{"type":"RefundRequested","order":7}""");
        var card = await slack.MessageAsync("RefundRequested");

        await SlackTab.ChooseAsync(card, "for 1 hour");
        await card.ToSayAsync("muted by @olivia until");
        await SlackTab.PressAsync(card, "Unmute");

        await card.GetByText("muted by @olivia until").ToBeGoneAsync();
        await card.Locator("select").ToBeThereAsync();
    }

    [BrowserFact]
    public async Task A_guest_may_look_but_a_press_does_nothing_and_says_who_may()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", """{"type":"RefundRequested","order":7}""");
        var card = await slack.MessageAsync("RefundRequested");
        await slack.BecomeAsync("gustav");

        await SlackTab.PressAsync(card, "Send back");

        await slack.MessageAsync("Only visible to you", "You may look but not act here. These may: @olivia.");
        visit.Playground.Aws.Sqs.Queue("orders").Messages.ShouldBeEmpty();
        await SlackTab.Button(card, "Send back").ToBeThereAsync();
    }
}
