using Amazon.SQS.Model;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>Dead letters of one kind, a second apart, whose bodies end in their number; and what is done with all of them.</summary>
internal static class BulkScenario
{
    /// <summary>As fast as it goes, since most tests are not about the rate.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Fast = new Dictionary<string, string?> { ["DeadLetters:RedriveRate"] = "0" };

    /// <summary>The first one is not watched: somebody is asked at once.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Unwatched =
        new Dictionary<string, string?> { ["DeadLetters:RedriveRate"] = "0", ["DeadLetters:LongestCanaryWatch"] = "00:00:00" };

    public static string Body(int n) => $$"""{"type":"OrderPlaced","id":{{n}}}""";

    /// <summary>The group of the n-th on a FIFO queue: two take turns.</summary>
    public static string Group(int n) => n % 2 == 0 ? "even" : "odd";

    public static IReadOnlyList<string> Bodies(int count) => [.. Enumerable.Range(0, count).Select(Body)];

    public static void SeedMany(this Stack stack, int count, int from = 0) =>
        stack.DeadLetterQueue.Seed(Enumerable.Range(from, count).Select(n => stack.DeadLetter(Body(n), stack.Suffix.Length > 0 ? Group(n) : null) with
        {
            SentAt = stack.Time.GetUtcNow() - TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(n),
        }));

    public static IReadOnlyList<string> Sent(this Stack stack) => [.. stack.SourceQueue.Messages.Select(static m => m.Body)];

    /// <summary>Seeds, collects and shows them, and presses a bulk button.</summary>
    public static async Task<AppInstance> StartBulkAsync(
        this Stack stack, int count, string action = SendBackAllAction.Id, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = await AppInstance.StartAsync(stack, settings ?? Fast);
        stack.SeedMany(count);
        await app.CollectAndNotifyAsync();
        (await app.PressAsync(action)).Acknowledged.ShouldBeTrue();
        return app;
    }

    /// <summary>Presses a bulk button whose selection differs from that on the card.</summary>
    public static async Task PressAsync(this Stack stack, AppInstance app, string action, Func<BulkSelection, BulkSelection> change)
    {
        using var caller = new SlackCaller(app, stack);
        var selection = change(BulkSelection.Parse(stack.OnlyShown.ButtonValue(action))!);
        await caller.SendAsync(caller.Sign(SlackCaller.Press(action, selection.ToString())));
    }

    /// <summary>What the timers do until the bulk jobs are through, or ask somebody.</summary>
    public static async Task RunBulkToItsEndAsync(this Stack stack, AppInstance app, int rounds = 30, int seconds = 15)
    {
        for (var round = 0; round < rounds && (await JobsAsync(app)).Any(static j => j.Phase != BulkPhase.AwaitingGo || j.GoOnBy is not null || j.StopBy is not null); round++)
        {
            await app.RunBulkAsync();
            stack.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    public static async Task<IReadOnlyList<BulkJob>> JobsAsync(AppInstance app)
    {
        var book = app.Get<BulkBook>();
        var jobs = new List<BulkJob>();
        foreach (var id in await book.ListAsync(default))
        {
            jobs.Add((await book.ReadAsync(id, default))!);
        }

        return jobs;
    }

    public static async Task<BulkJob> EndedAsync(AppInstance app)
    {
        var ended = (await app.Store.ListAsync("bulk-ended/", default).ToListAsync()).ShouldHaveSingleItem();
        return (await app.Get<BulkBook>().ReadEndedAsync(ended.Name["bulk-ended/".Length..], default))!;
    }

    public static async Task<IReadOnlyList<string>> NamesAsync(AppInstance app, string folder) =>
        [.. (await app.Store.ListAsync(folder, default).ToListAsync()).Select(static d => d.Name)];

    /// <summary>The bodies that still wait for somebody.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(AppInstance app)
    {
        var bodies = new List<string>();
        foreach (var name in await NamesAsync(app, "open/"))
        {
            bodies.Add((await app.Get<DeadLetterArchive>().ReadOpenAsync(DeadLetterId.Parse(name)!, default))!.Body);
        }

        return bodies;
    }

    /// <summary>A consumer that takes everything and is content.</summary>
    public static async Task ConsumeAsync(this Stack stack)
    {
        var sqs = stack.OwnersSqs;
        while ((await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = stack.SourceQueue.Url, MaxNumberOfMessages = 10 })).Messages is { Count: > 0 } messages)
        {
            await sqs.DeleteMessageBatchAsync(stack.SourceQueue.Url, [.. messages.Select(static (m, n) => new DeleteMessageBatchRequestEntry($"{n}", m.ReceiptHandle))]);
        }
    }

    /// <summary>A consumer that fails on everything until SQS moves it to the dead-letter queue.</summary>
    public static async Task FailAsync(this Stack stack)
    {
        var sqs = stack.OwnersSqs;
        for (var round = 0; round < 4 && stack.SourceQueue.Messages.Count > 0; round++)
        {
            var waiting = stack.SourceQueue.Messages.Count;
            for (var received = 0; received < waiting; received += 10)
            {
                await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = stack.SourceQueue.Url, MaxNumberOfMessages = 10, VisibilityTimeout = 5 });
            }

            stack.Time.Advance(TimeSpan.FromSeconds(6));
        }

        stack.SourceQueue.Messages.ShouldBeEmpty();
    }
}
