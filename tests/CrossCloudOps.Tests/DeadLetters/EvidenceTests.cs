using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>What other features know of a dead letter, on its card.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task The_card_says_what_the_message_says_itself_and_what_others_know()
    {
        await using var stack = await Stack.StartAsync();
        var known = new Known(_ => [new Evidence("Traceback in /aws/lambda/orders", "KeyError: 'id' password=hunter2", stack.Time.GetUtcNow())]);
        await using var app = await AppInstance.StartAsync(stack, LogGroup, services: s => s.AddSingleton<IEvidence>(known));
        stack.DeadLetterQueue.Seed(stack.DeadLetter("""{"type":"OrderPlaced"}""") with
        {
            Attributes = new Dictionary<string, SqsAttributeValue> { ["error"] = "System.TimeoutException: Too late for 4711" },
        });

        await app.CollectAndNotifyAsync();

        var says = stack.OnlyShown.Says();
        stack.OnlyShown.Text.ShouldEndWith("OrderPlaced: TimeoutException Too late for #");
        says.ShouldContain("*Reason:* `System.TimeoutException` Too late for 4711 (from its attributes)");
        says.ShouldContain("*Traceback in /aws/lambda/orders*");
        says.ShouldContain("KeyError: 'id' password=[redacted 1: password]");
    }

    [Fact]
    public async Task Who_knows_is_asked_once_for_a_problem_and_told_what_matters()
    {
        await using var stack = await Stack.StartAsync();
        var known = new Known(static _ => []);
        await using var app = await AppInstance.StartAsync(stack, LogGroup, services: s => s.AddSingleton<IEvidence>(known));
        stack.Seed(Enumerable.Range(0, 30).Select(static n => $$"""{"type":"OrderPlaced","id":{{n}}}"""));

        await app.CollectAndNotifyAsync();

        var question = known.Questions.ShouldHaveSingleItem();
        question.QueueUrl.ShouldBe(stack.DeadLetterQueue.Url);
        question.SourceQueueUrl.ShouldBe(stack.SourceQueue.Url);
        question.LogGroups.ShouldBe(["/aws/lambda/orders"]);
        question.From.ShouldBeLessThanOrEqualTo(question.To);
        stack.OnlyShown.Says().ShouldContain("30 are waiting");
    }

    [Fact]
    public async Task One_that_throws_and_one_that_is_late_are_left_out_and_logged()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, services: s => s
            .AddSingleton<IEvidence>(new Known(static _ => throw new InvalidOperationException("broken")))
            .AddSingleton<IEvidence>(new Silent())
            .AddSingleton<IEvidence>(new Known(_ => [new Evidence("An answer", "503", stack.Time.GetUtcNow())])));
        stack.Seed("""{"type":"OrderPlaced"}""");

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Says().ShouldContain("*An answer*");
        stack.Log.Lines.ShouldContain(static l => l.StartsWith("Warning: Known was asked", StringComparison.Ordinal) && l.Contains("broken", StringComparison.Ordinal));
        stack.Log.Lines.ShouldContain(static l => l.StartsWith("Warning: Silent was asked", StringComparison.Ordinal) && l.Contains("in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_much_that_is_known_the_newest_is_shown()
    {
        await using var stack = await Stack.StartAsync();
        var known = new Known(_ => [.. Enumerable.Range(1, 40).Select(n => new Evidence($"Number {n}.", new string('x', 100_000), stack.Time.GetUtcNow().AddMinutes(n)))]);
        await using var app = await AppInstance.StartAsync(stack, services: s => s.AddSingleton<IEvidence>(known));
        stack.Seed("""{"type":"OrderPlaced"}""");

        await app.CollectAndNotifyAsync();

        var says = stack.OnlyShown.Says();
        new[] { 38, 39, 40 }.ShouldAllBe(n => says.Contains($"Number {n}.", StringComparison.Ordinal));
        says.ShouldNotContain("Number 37.");
    }

    private static readonly Dictionary<string, string?> LogGroup = new() { ["DeadLetters:Queues:0:LogGroups:0"] = "/aws/lambda/orders" };

    private sealed class Known(Func<EvidenceQuestion, IReadOnlyList<Evidence>> answer) : IEvidence
    {
        public List<EvidenceQuestion> Questions { get; } = [];

        public Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuestion question, CancellationToken cancellationToken)
        {
            lock (Questions)
            {
                Questions.Add(question);
            }

            return Task.FromResult(answer(question));
        }
    }

    /// <summary>It does not even hear that nobody waits any more.</summary>
    private sealed class Silent : IEvidence
    {
        public Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
            new TaskCompletionSource<IReadOnlyList<Evidence>>().Task;
    }
}
