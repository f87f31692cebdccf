using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>The store takes some dead letters and not others.</summary>
public sealed class StoreTroubleTests
{
    [Fact]
    public async Task What_the_store_does_not_take_stays_in_the_queue_and_stops_nothing_else()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var obstacle = Path.Combine(
            stack.Folder, DeadLetterId.OpenIn(SqsQueue.KeyOf(stack.DeadLetterQueue.Url), DeadLetterFingerprint.Of("refused").Id).TrimEnd('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(obstacle)!);
        await File.WriteAllTextAsync(obstacle, "a file where a folder should be");
        stack.Seed("refused", "taken");

        await app.CollectAndNotifyAsync();
        var left = stack.DeadLetterQueue.Messages;
        var shown = stack.Shown;
        File.Delete(obstacle);
        await app.SettleAsync();

        left.ShouldHaveSingleItem().Body.ShouldBe("refused");
        shown.ShouldHaveSingleItem(stack.Log.ToString()).Text.ShouldBe("Dead letter in orders-dlq: taken");
        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        stack.Shown.Select(static m => m.Text).ShouldBe(["Dead letter in orders-dlq: taken", "Dead letter in orders-dlq: refused"]);
    }
}
