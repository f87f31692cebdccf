using System.Collections.Concurrent;
using CrossCloudOps.Aws;
using CrossCloudOps.Aws.SigningIn;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>
/// "Cannot read X": a problem of its own for each thing that AWS does not let us read, so that a failed read is never taken for "nothing there".
/// Where AWS does not know us at all, all of it is one problem.
/// </summary>
internal sealed class AccessProblems(ProblemBook book, AwsSignIn signIn, SlackText text, TimeProvider time) : IProblemKind
{
    /// <summary>What stands for all of AWS; no address of a queue or bucket looks like it.</summary>
    private const string All = "aws";

    /// <summary>What passes by itself is no problem yet; this many failures in a row are.</summary>
    private const int TransientFailures = 3;

    /// <summary>How long a target that could be read is believed to have no open problem, which another instance may have opened.</summary>
    private static readonly TimeSpan BelievedClear = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _clear = new();
    private AwsFailure? _counted;

    public string Kind => "access";

    /// <summary>Records a failed read, or what else we do. The subject is what people call it (<c>queue orders-dlq</c>); the address names it for good.</summary>
    /// <param name="does">What we could not do with it.</param>
    public async Task FailedAsync(string subject, string address, AwsFailure failure, string? channel, CancellationToken cancellationToken, string does = "read")
    {
        if (!failure.IsOfSignIn)
        {
            await FailedAsync($"Cannot {does} {subject}", address, address, failure, channel, cancellationToken);
        }
        else if (!ReferenceEquals(Interlocked.Exchange(ref _counted, failure), failure))
        {
            // One attempt to sign in fails for everything that is called meanwhile.
            try
            {
                await FailedAsync("Cannot sign in to AWS", All, signIn.As, failure, channel: null, cancellationToken);
            }
            catch
            {
                // It is not recorded: the next who meets the same failure must try.
                _counted = null;
                throw;
            }
        }
    }

    private async Task FailedAsync(string title, string address, string shown, AwsFailure failure, string? channel, CancellationToken cancellationToken)
    {
        var failures = _failures.AddOrUpdate(address, 1, static (_, n) => n + 1);
        if (failure.IsTransient && failures < TransientFailures)
        {
            return;
        }

        _clear.TryRemove(address, out _);
        var key = Key(address);
        var now = time.GetUtcNow();
        if (await book.ReadAsync(key, cancellationToken) is { State: ProblemState.Open } open && open.Facts.GetValueOrDefault("code") == failure.Code)
        {
            return;
        }

        var facts = new Dictionary<string, string> { ["address"] = shown, ["code"] = failure.Code, ["message"] = failure.Message };
        await book.SeenAsync(new Problem { Kind = Kind, Key = key, Title = title, OpenedAt = now, LastSeenAt = now, Count = 1, Facts = facts, Channel = channel }, cancellationToken);
    }

    public async Task SucceededAsync(string address, CancellationToken cancellationToken)
    {
        _failures.TryRemove(address, out _);
        await ClearAsync(address, static _ => true, cancellationToken);
        _failures.TryRemove(All, out _);
        await ClearAsync(All, problem => signIn.IsNewerThan(problem.LastSeenAt), cancellationToken);
    }

    private async Task ClearAsync(string address, Func<Problem, bool> isOver, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_clear.TryGetValue(address, out var at) && now - at <= BelievedClear)
        {
            return;
        }

        if (await book.ReadAsync(Key(address), cancellationToken) is { State: ProblemState.Open } open && isOver(open))
        {
            await book.ResolveAsync(open.Key, cancellationToken);
        }

        _clear[address] = now;
    }

    public Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(problem);

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var resolved = problem.State == ProblemState.Resolved;
        var ending = resolved ? ": resolved" : "";
        var since = resolved
            ? $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.ResolvedAt ?? now)}, for {SlackText.Length((problem.ResolvedAt ?? now) - problem.OpenedAt)}"
            : $"since {SlackText.Moment(problem.OpenedAt)}";
        var reason = $"{text.Code(problem.Facts.GetValueOrDefault("code", ""), 100)} {text.Line(problem.Facts.GetValueOrDefault("message", ""), 1000)}";
        return Task.FromResult(new SlackMessage(
            $"{text.Line(problem.Title, 200)}{ending}",
            [
                new HeaderBlock(new PlainText($"{(resolved ? "✅" : "🔒")} {text.Plain(problem.Title, 130)}{ending}")),
                new SectionBlock { Text = new Mrkdwn($"{text.Code(problem.Facts.GetValueOrDefault("address", ""), 500)}\n{since}") },
                new SectionBlock { Text = new Mrkdwn(reason) },
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }

    private string Key(string address) => $"{Kind}/{DocumentName.Segment(address)}";
}
