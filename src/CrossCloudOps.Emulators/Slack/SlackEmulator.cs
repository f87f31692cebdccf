using System.Net;
using CrossCloudOps.Emulators.Slack.Acting;
using CrossCloudOps.Emulators.Slack.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>Slack's Web API, webhook, response URLs and interactions on loopback.</summary>
public sealed class SlackEmulator : IAsyncDisposable
{
    /// <summary>Stands for the newest message of a channel that has the element to be pressed.</summary>
    public const string NewestTs = "newest";

    private readonly WebApplication _app;
    private readonly SlackWorkspace _workspace;
    private readonly SlackActor _actor;
    private readonly CancellationTokenSource _stopping = new();

    private SlackEmulator(WebApplication app, SlackWorkspace workspace)
    {
        (_app, _workspace, PageUrl) = (app, workspace, new Uri(app.Urls.First()));
        _actor = new SlackActor(workspace, PageUrl);
    }

    /// <summary>The page that shows the channels.</summary>
    public Uri PageUrl { get; }

    /// <summary>The base address of the Web API, with the slash at its end.</summary>
    public Uri ApiUrl => new(PageUrl, "/api/");

    /// <summary>The incoming webhook of the first channel.</summary>
    public Uri WebhookUrl => new(PageUrl, IncomingWebhook.PathOf(_workspace.Options));

    public Faults Faults { get; } = new();

    /// <summary>Where presses and submissions are sent.</summary>
    public Uri? InteractionsUrl
    {
        get => _actor.InteractionsUrl;
        set => _actor.InteractionsUrl = value;
    }

    /// <summary>Where slash commands are sent.</summary>
    public Uri? CommandsUrl
    {
        get => _actor.CommandsUrl;
        set => _actor.CommandsUrl = value;
    }

    /// <summary>Somebody pressed something in a message; the app has not heard of it yet.</summary>
    public event EventHandler<PressedEventArgs>? Pressed
    {
        add => _actor.Pressed += value;
        remove => _actor.Pressed -= value;
    }

    /// <summary>All requests so far, in the order of arrival.</summary>
    public IReadOnlyList<SlackCall> Calls => _workspace.Calls.All;

    /// <summary>The modals that are open now.</summary>
    public IReadOnlyList<OpenView> Views => _workspace.Views.All;

    public IReadOnlyList<SharedFile> Files => _workspace.Files.All;

    public static async Task<SlackEmulator> StartAsync(SlackEmulatorOptions? options = null, CancellationToken ct = default)
    {
        var workspace = new SlackWorkspace(options ?? new SlackEmulatorOptions(), new Changes());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, workspace.Options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        var app = builder.Build();
        var ready = new TaskCompletionSource<SlackHttp>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Run(async context => await (await ready.Task).HandleAsync(context));
        await app.StartAsync(ct);
        var emulator = new SlackEmulator(app, workspace);
        var pages = new PageRoutes(workspace, emulator._actor, emulator._stopping.Token);
        ready.SetResult(new SlackHttp(workspace, pages, emulator.Faults, emulator.PageUrl, emulator._stopping.Token));
        return emulator;
    }

    /// <summary>The messages of a channel (id or name), threads and ephemeral ones included, oldest first.</summary>
    public IReadOnlyList<PostedMessage> Messages(string channel) =>
        _workspace.ChannelByIdOrName(channel) is { } found
            ? _workspace.Messages.In(found.Id)
            : throw new ArgumentException($"The workspace has no channel {channel}.", nameof(channel));

    /// <summary>
    /// Presses a button, or chooses the option <paramref name="value"/> of another element. Where several buttons have the
    /// same id, <paramref name="value"/> says which. <see cref="NewestTs"/> takes the newest message that has it.
    /// </summary>
    /// <exception cref="InvalidOperationException">That person sees no such message or element.</exception>
    public Task<InteractionResult> PressAsync(
        string userId, string channel, string ts, string actionId, string? value = null, CancellationToken ct = default) =>
        _actor.PressAsync(userId, channel, ts, actionId, value, ct);

    /// <summary>The same in an open modal.</summary>
    public Task<InteractionResult> PressInViewAsync(
        string userId, string viewId, string actionId, string? value = null, CancellationToken ct = default) =>
        _actor.PressInViewAsync(userId, viewId, actionId, value, ct);

    /// <summary>Submits a modal and does with it what the app answers.</summary>
    /// <remarks>
    /// Values go by <c>action_id</c> or <c>block_id</c>; fields not named keep their initial values, null empties one, several
    /// options are separated by commas.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A person could not submit this, or Slack would refuse the app's answer.</exception>
    public Task<InteractionResult> SubmitViewAsync(
        string userId, string viewId, IReadOnlyDictionary<string, string?> values, CancellationToken ct = default) =>
        _actor.SubmitViewAsync(userId, viewId, values, ct);

    /// <summary>Cancels a modal; null when the app did not ask to hear of it.</summary>
    public Task<InteractionResult?> CloseViewAsync(string userId, string viewId, CancellationToken ct = default) =>
        _actor.CloseViewAsync(userId, viewId, ct);

    /// <summary>Types a slash command; the app's answer appears in the channel as Slack would show it.</summary>
    public Task<InteractionResult> CommandAsync(
        string userId, string channel, string command, string text, CancellationToken ct = default) =>
        _actor.CommandAsync(userId, channel, command, text, ct);

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _actor.Dispose();
        _stopping.Dispose();
    }
}
