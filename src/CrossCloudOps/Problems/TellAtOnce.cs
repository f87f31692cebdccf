using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Problems;

/// <summary>
/// Has the notifier tell what a run changed while the run goes on and when it ends, so that people need not wait for the notifier's own timer.
/// A run that changes nothing costs nothing more. It is only faster: the marks stay, and the timer tells what was not told here.
/// </summary>
internal sealed partial class TellAtOnce(ProblemBook book, Notifier notifier, TimeProvider time, ILogger<TellAtOnce> logger)
{
    /// <summary>A run may take minutes.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(15);

    /// <summary>What the run throws goes on, after what it changed is told.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var begun = book.Marks;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellMeanwhileAsync(begun, ended.Token, cancellationToken);
        try
        {
            await run(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await telling;
            if (book.Marks != begun)
            {
                await TellAsync(cancellationToken);
            }
        }
    }

    /// <summary>Each mark makes it tell twice: the mark stands before the change, and the first time may fall between.</summary>
    private async Task TellMeanwhileAsync(long begun, CancellationToken ended, CancellationToken cancellationToken)
    {
        var (told, before) = (begun, begun);
        while (await WaitAsync(ended))
        {
            var now = book.Marks;
            if (now != told && await TellAsync(cancellationToken))
            {
                told = before;
            }

            before = now;
        }
    }

    /// <summary>False when the run has ended.</summary>
    private async Task<bool> WaitAsync(CancellationToken ended)
    {
        try
        {
            await Task.Delay(LooksEvery, time, ended);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>False if it could not be told now. Never fails: the run has done its work, and the notifier's own timer meets the same failure and tells it.</summary>
    private async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await notifier.RunShortAsync(cancellationToken)).IsOurs;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.NotTold(logger, e);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What was found could not be told at once; the next run of Notify tries again")]
        public static partial void NotTold(ILogger logger, Exception exception);
    }
}
