using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Something that speaks SQS.</summary>
public abstract class SqsPeer : IAsyncDisposable
{
    public abstract Uri Endpoint { get; }

    public virtual ManualTime? Clock => null;

    /// <summary>An error code in AWS's words, where the peer has words of its own.</summary>
    public virtual string Code(string code) => code;

    /// <summary>Lets time pass, as quickly as the peer allows.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        if (Clock is { } clock)
        {
            clock.Advance(time);
        }
        else
        {
            await Task.Delay(time + TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>Returns when a receive sent before has come to its waiting, as well as can be known.</summary>
    public Task UntilReceiveWaitsAsync() =>
        Clock?.UntilWaitingAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class SqsEmulatorPeer : SqsPeer
{
    private readonly SqsEmulator _emulator;

    private SqsEmulatorPeer(SqsEmulator emulator, ManualTime clock)
    {
        _emulator = emulator;
        Clock = clock;
    }

    public override Uri Endpoint => _emulator.Endpoint;

    public override ManualTime Clock { get; }

    public static async Task<SqsPeer> StartAsync()
    {
        var clock = new ManualTime();
        return new SqsEmulatorPeer(await SqsEmulator.StartAsync(new SqsEmulatorOptions { TimeProvider = clock }), clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _emulator.DisposeAsync();
    }
}
