using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Slack.Methods;

namespace CrossCloudOps.Emulators.Slack.Acting;

/// <summary>Acts as a person of the workspace: sends signed requests to the app and does with its answer what Slack does.</summary>
internal sealed class SlackActor(SlackWorkspace workspace, Uri origin) : IDisposable
{
    private readonly InteractionPayload _payload = new(workspace, origin);
    private readonly ResponseUrls _responses = new(workspace);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public Uri? InteractionsUrl { get; set; } = workspace.Options.InteractionsUrl;

    public Uri? CommandsUrl { get; set; } = workspace.Options.CommandsUrl;

    /// <summary>Raised before the app hears of it, so that whoever listens knows the press before its effects.</summary>
    public event EventHandler<PressedEventArgs>? Pressed;

    public async Task<InteractionResult> PressAsync(
        string userId, string channelId, string ts, string actionId, string? value, CancellationToken ct)
    {
        var user = User(userId);
        var channel = Channel(channelId);
        var message = ts == SlackEmulator.NewestTs ? NewestWith(actionId, channel, user) : workspace.Messages.Find(channel.Id, ts);
        if (message is null || !Sees(user, message))
        {
            throw new InvalidOperationException($"{user.Name} sees no message {ts} in {channel.Name}.");
        }

        var action = Pressing.Action(message.Blocks, actionId, value, workspace.Messages.NextTs());
        Pressed?.Invoke(this, new PressedEventArgs(user, message, actionId, action["text"]?["text"]?.GetValue<string>()));
        return await InteractAsync(_payload.OfMessage(user, channel, message, action), ct);
    }

    public async Task<InteractionResult> PressInViewAsync(string userId, string viewId, string actionId, string? value, CancellationToken ct)
    {
        var (user, view) = Opened(userId, viewId);
        var action = Pressing.Action(view.View.GetProperty("blocks"), actionId, value, workspace.Messages.NextTs());
        return await InteractAsync(_payload.OfView(user, view, action), ct);
    }

    public async Task<InteractionResult> SubmitViewAsync(
        string userId, string viewId, IReadOnlyDictionary<string, string?> values, CancellationToken ct)
    {
        var (user, view) = Opened(userId, viewId);
        var result = await InteractAsync(_payload.Submission(user, view, ViewState.Values(view.View, values)), ct);
        if (result.Status == 200)
        {
            AfterSubmission(view, result.Body);
        }

        return result;
    }

    /// <summary>Closes a view; the app hears of it only if the view asked for that, else there is no result.</summary>
    public async Task<InteractionResult?> CloseViewAsync(string userId, string viewId, CancellationToken ct)
    {
        var (user, view) = Opened(userId, viewId);
        workspace.Views.Close(view, all: false);
        return view.View.TryGetProperty("notify_on_close", out var notify) && notify.ValueKind == JsonValueKind.True
            ? await InteractAsync(_payload.Closed(user, view), ct)
            : null;
    }

    public async Task<InteractionResult> CommandAsync(string userId, string channelId, string command, string text, CancellationToken ct)
    {
        var user = User(userId);
        var channel = Channel(channelId);
        var url = CommandsUrl ?? throw new InvalidOperationException("CommandsUrl is not set.");
        var result = await SendAsync(url, _payload.Command(user, channel, command, text), ct);
        if (result.Status == 200 && result.Body.Length > 0)
        {
            ShowAnswer(new ResponseTarget(channel.Id, user.Id, null), result.Body);
        }

        return result;
    }

    public void Dispose() => _http.Dispose();

    private Task<InteractionResult> InteractAsync(JsonObject payload, CancellationToken ct) => SendAsync(
        InteractionsUrl ?? throw new InvalidOperationException("InteractionsUrl is not set."),
        new Dictionary<string, string> { ["payload"] = payload.ToJsonString() },
        ct);

    private async Task<InteractionResult> SendAsync(Uri url, IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct)
    {
        using var encoded = new FormUrlEncodedContent(form);
        var body = await encoded.ReadAsByteArrayAsync(ct);
        var timestamp = workspace.Time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        request.Headers.Add(SlackRequestSigner.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SlackRequestSigner.SignatureHeader, SlackRequestSigner.Sign(workspace.Options.SigningSecret, timestamp, body));
        var started = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request, ct);
        var answer = await response.Content.ReadAsStringAsync(ct);
        return new InteractionResult((int)response.StatusCode, answer, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>https://docs.slack.dev/surfaces/modals#handling_submissions</summary>
    private void AfterSubmission(OpenView view, string body)
    {
        if (body.Length > 0 && SlackArguments.FromJson(body) is null)
        {
            throw new InvalidOperationException("Slack takes an empty answer to a submission, or a JSON object: " + body);
        }

        var answer = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        switch (answer?["response_action"]?.GetValue<string>())
        {
            case null:
                workspace.Views.Close(view, all: false);
                break;
            case "clear":
                workspace.Views.Close(view, all: true);
                break;
            case "update":
                workspace.Views.Update(view.Id, Checked(answer));
                break;
            case "push":
                workspace.Views.Open(view.UserId, Checked(answer), view.Id);
                break;
            case "errors":
                CheckErrors(view, answer);
                break;
            case var unknown:
                throw new InvalidOperationException($"Slack does not know the response_action \"{unknown}\".");
        }
    }

    private static JsonObject Checked(JsonObject answer)
    {
        var (view, refusal) = ViewMethods.Read(answer["view"] is { } given ? JsonElement.Parse(given.ToJsonString()) : null);
        return view ?? throw new InvalidOperationException("Slack refuses this view: " + Encoding.UTF8.GetString(refusal!.Body.Span));
    }

    /// <summary>Errors stand under the block id of an input block; elsewhere Slack shows nothing but a general failure.</summary>
    private static void CheckErrors(OpenView view, JsonObject answer)
    {
        var inputs = view.View.GetProperty("blocks").EnumerateArray()
            .Where(block => Pressing.StringOf(block, "type") == "input")
            .Select(block => Pressing.StringOf(block, "block_id"))
            .ToList();
        if (answer["errors"] is not JsonObject { Count: > 0 } errors || errors.Any(error => !inputs.Contains(error.Key)))
        {
            throw new InvalidOperationException("Slack takes errors for input blocks of the view only, by block_id: " + answer.ToJsonString());
        }
    }

    private void ShowAnswer(ResponseTarget target, string body)
    {
        var arguments = SlackArguments.FromJson(body)
            ?? SlackArguments.From([KeyValuePair.Create("text", body)]);
        var (content, refusal) = MessageContent.Read(arguments);
        if (refusal is not null)
        {
            throw new InvalidOperationException($"Slack refuses this answer to a command: {refusal.Error} {string.Join("; ", refusal.Messages)}");
        }

        if (!content.IsEmpty)
        {
            _responses.Say(target, content, arguments.Text("response_type") == "in_channel", null, "command");
        }
    }

    private PostedMessage NewestWith(string actionId, SlackChannel channel, SlackUser user) =>
        workspace.Messages.In(channel.Id).LastOrDefault(message =>
            Sees(user, message) && Pressing.Elements(message.Blocks).Any(one => Pressing.StringOf(one.Element, "action_id") == actionId))
        ?? throw new InvalidOperationException($"No message in {channel.Name} has an element \"{actionId}\".");

    private static bool Sees(SlackUser user, PostedMessage message) => message.EphemeralTo is null || message.EphemeralTo == user.Id;

    private SlackUser User(string id) =>
        workspace.UserById(id) ?? throw new InvalidOperationException($"The workspace has no user {id}.");

    private SlackChannel Channel(string id) =>
        workspace.ChannelByIdOrName(id) ?? throw new InvalidOperationException($"The workspace has no channel {id}.");

    private (SlackUser User, OpenView View) Opened(string userId, string viewId)
    {
        var user = User(userId);
        return workspace.Views.Find(viewId) is { } view && view.UserId == user.Id
            ? (user, view)
            : throw new InvalidOperationException($"{user.Name} has no view {viewId} open.");
    }
}
