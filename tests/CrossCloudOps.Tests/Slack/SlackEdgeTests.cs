using System.Net;
using System.Text;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.Tests.Slack;

/// <summary>What comes to the address that Slack's interactions come to, over HTTP.</summary>
public sealed class SlackEdgeTests : IAsyncLifetime, IDisposable
{
    private Stack _stack = null!;
    private AppInstance _app = null!;
    private SlackCaller _caller = null!;

    public async Task InitializeAsync()
    {
        _stack = await Stack.StartAsync();
        _app = await AppInstance.StartAsync(_stack);
        _caller = new SlackCaller(_app, _stack);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _stack.DisposeAsync();
    }

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Without_a_valid_signature_the_answer_says_what_is_wrong_and_nothing_is_parsed_or_stored()
    {
        var good = _caller.Sign("rubbish that would be refused as such, if it were read"u8.ToArray());
        var (time, signature) = (good.Timestamps[0], good.Signatures[0]);
        const string noTime = "The header X-Slack-Request-Timestamp is missing.";
        const string badTime = "The header X-Slack-Request-Timestamp is not a time in seconds.";
        const string farTime = "The time in X-Slack-Request-Timestamp is more than five minutes away from now.";
        const string noSignature = "The header X-Slack-Signature is missing.";
        const string badSignature = "The header X-Slack-Signature is not v0= and 64 hex digits in lower case.";
        const string mismatch = "The signature does not fit this body and time with the app's signing secret (Slack__SigningSecret).";
        (SignedRequest Request, string Sentence)[] cases =
        [
            (good with { Timestamps = [] }, noTime),
            (good with { Timestamps = [""] }, noTime),
            (good with { Timestamps = [time, time] }, badTime),
            (good with { Timestamps = ["soon"] }, badTime),
            (good with { Timestamps = ["-" + time] }, badTime),
            (good with { Timestamps = ["999999999999999999999"] }, badTime),
            (good with { Timestamps = [new string('1', 5000)] }, badTime),
            (_caller.Sign(good.Body, TimeSpan.FromSeconds(301)), farTime),
            (_caller.Sign(good.Body, TimeSpan.FromSeconds(-301)), farTime),
            (good with { Signatures = [] }, noSignature),
            (good with { Signatures = [""] }, noSignature),
            (good with { Signatures = [signature, signature] }, badSignature),
            (good with { Signatures = ["v1" + signature[2..]] }, badSignature),
            (good with { Signatures = [signature[..^1]] }, badSignature),
            (good with { Signatures = [signature + "0"] }, badSignature),
            (good with { Signatures = [signature[..^1] + "x"] }, badSignature),
            (good with { Signatures = ["v0=" + signature[3..].ToUpperInvariant()] }, badSignature),
            (_caller.Sign(good.Body, secret: "another-signing-secret"), mismatch),
            (good with { Body = [.. good.Body, (byte)'!'] }, mismatch),
            (good with { Body = [] }, mismatch),
        ];

        foreach (var (request, sentence) in cases)
        {
            var answer = await _caller.SendAsync(request);

            answer.ShouldBe((HttpStatusCode.Unauthorized, sentence));
        }

        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task Five_minutes_exactly_are_still_taken()
    {
        var payload = SlackCaller.Form(SlackCaller.Press("unknown", "").ToJsonString());

        (await _caller.SendAsync(_caller.Sign(payload, TimeSpan.FromSeconds(300)))).Status.ShouldBe(HttpStatusCode.OK);
        (await _caller.SendAsync(_caller.Sign(payload, TimeSpan.FromSeconds(-300)))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_over_1_MiB_is_refused_before_anything_else_and_one_of_1_MiB_is_read()
    {
        var largest = new byte[1024 * 1024];

        (await _caller.SendAsync(_caller.Sign(largest))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await _caller.SendAsync(_caller.Sign([.. largest, 0]))).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "An interaction is at most 1048576 bytes long."));
        await NothingIsStoredAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("payload")]
    [InlineData("payload=")]
    [InlineData("payload=null")]
    [InlineData("payload=%7B%7D")]
    [InlineData("payload=%5B%5D")]
    [InlineData("payload=%22text%22")]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22")]
    [InlineData("payload=%7B%22type%22%3A1%7D")]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%7B%7D%7D")]
    [InlineData("payload=%7B%22type%22%3A%22%5Cud800%22%7D")]
    [InlineData("payload=%FF%FE%00")]
    [InlineData("payload=%zz%")]
    [InlineData("payload=1&payload=2")]
    [InlineData("other=%7B%7D")]
    [InlineData("{\"payload\":{}}")]
    public async Task A_signed_body_without_a_readable_payload_is_a_bad_request(string body)
    {
        var answer = await _caller.SendAsync(_caller.Sign(Encoding.ASCII.GetBytes(body)));

        answer.ShouldBe((HttpStatusCode.BadRequest, "The form field \"payload\" with an interaction's JSON is missing or not readable."));
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task Another_workspace_is_refused()
    {
        var elsewhere = SlackCaller.Press(SendBackAction.Id, "");
        elsewhere["team"]!["id"] = "T0ELSEWHERE";
        var nowhere = SlackCaller.Press(SendBackAction.Id, "");
        nowhere.Remove("team");
        nowhere["user"]!.AsObject().Remove("team_id");

        (await _caller.SendAsync(_caller.Sign(elsewhere))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _caller.SendAsync(_caller.Sign(nowhere))).Status.ShouldBe(HttpStatusCode.Forbidden);
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task A_button_that_nobody_knows_any_more_is_answered_with_a_friendly_note()
    {
        _stack.Seed("one");
        await _app.CollectAndNotifyAsync();
        var responseUrl = await ResponseUrlAsync();

        var answer = await _caller.SendAsync(_caller.Sign(SlackCaller.Press("dead-letters.of-another-version", "x", responseUrl: responseUrl)));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        _stack.Notes(Stack.Operator).ShouldBe(["This button is from another version of CrossCloudOps and does nothing any more."]);
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task The_same_delivery_acts_once_however_often_it_comes()
    {
        _stack.Seed("one");
        await _app.CollectAndNotifyAsync();
        var delivery = _caller.Sign(SlackCaller.Press(SendBackAction.Id, _stack.OnlyShown.ButtonValue(SendBackAction.Id)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _caller.SendAsync(delivery)));
        var later = await _caller.SendAsync(delivery);
        await _app.SettleAsync();

        answers.Append(later).ShouldAllBe(static a => a.Status == HttpStatusCode.OK);
        _stack.SourceQueue.Messages.ShouldHaveSingleItem();
        (await _app.Store.ListAsync("jobs/", default).ToListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_repeated_delivery_does_not_press_Send_again_when_the_first_one_was_left_unconfirmed()
    {
        _stack.Seed("one");
        await _app.CollectAndNotifyAsync();
        _stack.Sqs.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "SendMessage", Times = 1 });
        var delivery = _caller.Sign(SlackCaller.Press(SendBackAction.Id, _stack.OnlyShown.ButtonValue(SendBackAction.Id)));

        await _caller.SendAsync(delivery);
        await _caller.SendAsync(delivery);
        await _app.SettleAsync();

        _stack.SourceQueue.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Response_URLs_that_are_not_Slacks_are_not_called_and_the_action_is_done_all_the_same()
    {
        _stack.Seed("one");
        await _app.CollectAndNotifyAsync();
        var press = SlackCaller.Press(SendBackAction.Id, _stack.OnlyShown.ButtonValue(SendBackAction.Id), responseUrl: "https://example.com/steal");

        var answer = await _caller.SendAsync(_caller.Sign(press));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        _stack.SourceQueue.Messages.ShouldHaveSingleItem();
        _stack.Log.ToString().ShouldContain("the response URL is not Slack's");
    }

    [Fact]
    public async Task Payloads_of_any_shape_are_answered_and_never_a_failure()
    {
        _stack.Seed("one");
        await _app.CollectAndNotifyAsync();
        var interactions = _app.Get<SlackInteractions>();
        var shapes = new PayloadShapes(seed: 4711, _stack.OnlyShown.ButtonValue(DiscardAction.Id));

        for (var round = 0; round < 400; round++)
        {
            var payload = shapes.Next();
            var request = _caller.Sign(SlackCaller.Form(payload));

            var reply = await interactions.HandleAsync(new SlackRequest(request.Timestamps[0], request.Signatures[0], request.Body), default);

            reply.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden], $"round {round}: {payload}");
        }

        _stack.SourceQueue.Messages.Count.ShouldBeLessThanOrEqualTo(1);
        _stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal), _stack.Log.ToString());
    }

    private async Task NothingIsStoredAsync()
    {
        (await _app.Store.ListAsync("jobs/", default).ToListAsync()).ShouldBeEmpty();
        (await _app.Store.ListAsync("states/", default).ToListAsync()).ShouldBeEmpty();
    }

    /// <summary>One that the emulator gave out and that nobody used.</summary>
    private async Task<string> ResponseUrlAsync()
    {
        await using var listener = await ListeningApp.StartAsync();
        _stack.Slack.InteractionsUrl = listener.Url;
        await _stack.Slack.PressAsync(Stack.Operator, Stack.Channel, _stack.OnlyShown.Ts, SendBackAction.Id);
        return listener.Requests.ShouldHaveSingleItem().Payload.GetProperty("response_url").GetString()!;
    }
}
