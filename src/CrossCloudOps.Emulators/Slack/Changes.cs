namespace CrossCloudOps.Emulators.Slack;

/// <summary>Tells whoever waits that something in the workspace is not as it was; what, they look up.</summary>
internal sealed class Changes
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next change. Ask for it before looking, or a change in between goes unseen.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Tell() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
