using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Playground;

/// <summary>Looks at the channel as a person does, and tells of each message that is new or says something else than before.</summary>
internal sealed class ChannelWatch(SlackEmulator slack, Teller teller, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, string> _told = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public static ChannelWatch Start(SlackEmulator slack, Teller teller, TimeProvider time)
    {
        var watch = new ChannelWatch(slack, teller, time);
        watch._watching = Task.Run(watch.RunAsync);
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            foreach (var message in slack.Messages(PlaygroundSettings.Channel))
            {
                if (_told.GetValueOrDefault(message.Ts) != message.Text)
                {
                    _told[message.Ts] = message.Text;
                    teller.Appeared(message);
                }
            }

            await Task.Delay(Every, time, _stopping.Token);
        }
    }
}
