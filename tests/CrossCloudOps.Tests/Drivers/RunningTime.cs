namespace CrossCloudOps.Tests.Drivers;

internal static class RunningTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Lets the clock run, in steps, while something waits for it.</summary>
    public static async Task RunAsync(this ManualTime time, Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System)) != work)
        {
            time.Advance(Step);
        }

        await work;
    }
}
