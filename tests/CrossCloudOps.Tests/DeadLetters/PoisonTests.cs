using System.Text;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Documents that nobody can read: set aside with a problem of their own, and nothing else is held up.</summary>
public sealed class PoisonTests
{
    private const string First = """{"type":"OrderPlaced","id":1}""";
    private const string Second = """{"type":"OrderPlaced","id":2}""";

    [Theory]
    [InlineData("{\"schema\":1,\"body\":", "its JSON is broken or unexpected")]
    [InlineData("{\"schema\":99}", "its schema is 99, and this version knows 1 to 1")]
    [InlineData("", "its JSON is broken")]
    public async Task A_broken_entry_is_set_aside_and_the_others_are_shown_and_sent(string content, string reason)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(First);
        stack.Time.Advance(TimeSpan.FromMilliseconds(10));
        stack.Seed(Second);
        await app.CollectAsync();
        var names = await app.Store.ListAsync("open/", default).Select(static d => d.Name).ToListAsync();
        await app.Store.WriteAsync(names[1], Encoding.UTF8.GetBytes(content.Length == 0 ? " " : content), default);

        await app.SettleAsync();

        stack.Shown.Count.ShouldBe(2);
        var trouble = stack.Shown.Single(static m => m.Text.StartsWith("🧩 1 stored document cannot be read", StringComparison.Ordinal));
        trouble.Says().ShouldContain(reason);
        trouble.Says().ShouldContain($"unreadable/{names[1]}");
        var card = stack.Shown.Single(static m => m.Text == "Dead letter in orders-dlq: OrderPlaced");
        await app.PressAsync("dead-letters.send-back", on: card);
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe(First);

        // Whoever mends it moves it back.
        (await app.Store.MoveAsync($"unreadable/{names[1]}", names[1], default)).ShouldBeTrue();
        await app.Store.WriteAsync("changed/documents/unreadable", default, default);
        await app.Store.DeleteAsync(names[1], null, default);
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        await app.SettleAsync();
        stack.Shown.ShouldContain(static m => m.Text == "✅ Stored documents can be read again");
    }

    [Fact]
    public async Task An_entry_whose_state_cannot_be_read_is_set_aside_so_that_nobody_sends_it_twice()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(First);
        await app.SettleAsync();
        var entry = (await app.Store.ListAsync("open/", default).ToListAsync()).Single().Name;
        var last = entry.Split('/')[3];
        var state = $"states/{entry.Split('/')[1]}/{last[(last.IndexOf('-', StringComparison.Ordinal) + 1)..]}";
        await app.Store.WriteAsync(state, "rubbish"u8.ToArray(), default);

        await app.SendBackAsync();
        await app.SettleAsync();

        stack.SourceQueue.Messages.ShouldBeEmpty();
        (await app.Store.ReadAsync(state, default)).ShouldNotBeNull();
        (await app.Store.ReadAsync($"unreadable/{entry}", default)).ShouldNotBeNull();
        (await app.Store.ListAsync("jobs/", default).ToListAsync()).Count.ShouldBeLessThanOrEqualTo(1);
        stack.Notes(Stack.Operator).ShouldHaveSingleItem().ShouldContain("cannot be read");
    }

    [Fact]
    public async Task A_problem_that_cannot_be_read_is_set_aside_and_opened_again_by_its_dead_letters()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(First);
        await app.SettleAsync();
        var problem = (await app.Store.ListAsync("problems/dead-letters/", default).ToListAsync()).Single().Name;
        await app.Store.WriteAsync(problem, "rubbish"u8.ToArray(), default);
        stack.Seed("plain text");

        stack.Time.Advance(TimeSpan.FromDays(1));
        await app.SweepAsync();
        await app.SettleAsync();

        stack.Shown.ShouldContain(static m => m.Text == "Dead letter in orders-dlq: plain text");
        stack.Shown.ShouldContain(static m => m.Text.StartsWith("🧩", StringComparison.Ordinal));
        stack.Time.Advance(TimeSpan.FromDays(1));
        await app.SweepAsync();
        await app.SettleAsync();
        (await app.Get<ProblemBook>().ReadAsync(problem["problems/".Length..], default)).ShouldNotBeNull().State.ShouldBe(ProblemState.Open);
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_keeps_no_other_job_waiting()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await app.Store.WriteAsync("jobs/000000000001-broken", "rubbish"u8.ToArray(), default);
        stack.Seed(First);
        await app.SettleAsync();

        await app.SendBackAsync();
        await app.SettleAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        (await app.Store.ReadAsync("unreadable/jobs/000000000001-broken", default)).ShouldNotBeNull();
    }
}
