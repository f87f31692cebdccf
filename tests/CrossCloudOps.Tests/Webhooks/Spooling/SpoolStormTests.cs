using System.Globalization;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>
/// SQS is down for ten minutes while webhooks come in at two instances, which are killed at random calls. The whole of it is
/// <c>CROSSCLOUDOPS_OUTAGE=200,20 dotnet test --filter SpoolStorm</c>: so many webhooks a second, and deaths.
/// </summary>
public sealed class SpoolStormTests
{
    private const int DownAt = 20;
    private const int CutAt = DownAt + 60;
    private const int ThrottledAt = CutAt + 30;
    private const int UpAt = DownAt + 600;
    private const int EndAt = UpAt + 40;
    private const int DrainEvery = 15;
    private const int CallsBeforeDeath = 40;

    private static readonly int[] Size = [.. (Environment.GetEnvironmentVariable("CROSSCLOUDOPS_OUTAGE") ?? "2,3").Split(',').Select(static n => int.Parse(n, CultureInfo.InvariantCulture))];

    private readonly Random _random = new(20261122);
    private readonly List<Sender> _senders = [.. Enumerable.Range(0, Size[0]).Select(static n => new Sender($"g{n}"))];
    private readonly AppInstance?[] _apps = new AppInstance?[2];
    private readonly CrashPoint[] _crashes = [CrashPoint.None, CrashPoint.None];
    private int _deaths;

    [Fact]
    public async Task Every_webhook_that_was_accepted_arrives_once_and_each_group_in_order()
    {
        await using var stack = await Stack.StartAsync();

        await PourAsync(stack);
        var isEmpty = await CalmAsync(stack);

        isEmpty.ShouldBeTrue(stack.Log.ToString());
        _deaths.ShouldBeGreaterThan(Size[1] / 2);
        var arrived = stack.Arrived().ToLookup(static name => name.Split(':')[0]);
        _senders.ShouldAllBe(static s => s.Accepted.Count > UpAt);
        foreach (var sender in _senders)
        {
            arrived[sender.Group].ToList().ShouldBe(sender.Accepted);
        }
    }

    private async Task PourAsync(Stack stack)
    {
        for (var second = 0; second < EndAt; second++)
        {
            await TurnAsync(stack, second);
            AppInstance[] apps = [await AppAsync(stack, 0), await AppAsync(stack, 1)];
            var draining = second % DrainEvery == 0 ? TryAsync(apps[_random.Next(2)].DrainAsync) : Task.CompletedTask;
            await Task.WhenAll(_senders.Select(sender => sender.SendAsync(apps[_random.Next(2)])).Append(draining));
            await BuryAsync();
            stack.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<bool> CalmAsync(Stack stack)
    {
        for (var round = 0; ; round++)
        {
            stack.Time.Advance(TimeSpan.FromSeconds(61));
            await TryAsync((await AppAsync(stack, 0)).DrainAsync);
            await BuryAsync();
            var isEmpty = (await (await AppAsync(stack, 0)).DocumentsAsync("spool/")).Count == 0;
            if (isEmpty || round == 10)
            {
                await Task.WhenAll(_apps.Select(static app => app?.DisposeAsync().AsTask() ?? Task.CompletedTask));
                return isEmpty;
            }
        }
    }

    /// <summary>SQS refuses, then cuts connections, then throttles until it is well again. From then on instances die.</summary>
    private async Task TurnAsync(Stack stack, int second)
    {
        switch (second)
        {
            case DownAt:
                stack.StopSqs();
                break;
            case CutAt:
                stack.Sqs.Faults.Add(new Fault(FaultKind.DropBefore));
                break;
            case ThrottledAt:
                stack.Sqs.Faults.Clear();
                stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Status = 400, Code = "RequestThrottled", Times = 20 });
                break;
            case UpAt:
                stack.Sqs.Faults.Clear();
                stack.ResumeSqs();
                break;
            case > ThrottledAt when (second - ThrottledAt) % ((EndAt - ThrottledAt) / (Size[1] + 1)) == 0:
                await DoomAsync(_random.Next(2));
                break;
            default:
                break;
        }
    }

    private async Task<AppInstance> AppAsync(Stack stack, int n) => _apps[n] ??= await stack.StartHooksAsync(SpoolScenario.Unpaced with { Segment = 100_000 }, _crashes[n]);

    /// <summary>Starts one anew that will die.</summary>
    private async Task DoomAsync(int n)
    {
        await (_apps[n]?.DisposeAsync() ?? ValueTask.CompletedTask);
        (_apps[n], _crashes[n]) = (null, new CrashPoint(_random.Next(1, CallsBeforeDeath), afterEffect: _random.Next(2) == 0));
    }

    private async Task BuryAsync()
    {
        for (var n = 0; n < 2; n++)
        {
            if (_crashes[n].Died && _apps[n] is { } dead)
            {
                await dead.DisposeAsync();
                (_apps[n], _crashes[n]) = (null, CrashPoint.None);
                _deaths++;
            }
        }
    }

    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ProcessDiedException)
        {
        }
    }

    /// <summary>Sends one a second, and sends it again until it is accepted.</summary>
    private sealed class Sender(string group)
    {
        public string Group => group;

        public List<string> Accepted { get; } = [];

        public async Task SendAsync(AppInstance app)
        {
            var name = $"{group}:{Accepted.Count.ToString("D5", CultureInfo.InvariantCulture)}";
            try
            {
                if (await app.PublishAsync(name) is PublishResult.Queued or PublishResult.Spooled)
                {
                    Accepted.Add(name);
                }
            }
            catch (ProcessDiedException)
            {
            }
        }
    }
}
