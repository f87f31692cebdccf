using System.Net;
using System.Text;
using CrossCloudOps.Emulators;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>Senders that are slow, or go away.</summary>
public sealed class SlowSenderTests
{
    [Fact]
    public async Task A_body_may_come_in_small_pieces()
    {
        await using var hooks = await WebhookStack.StartAsync();
        using var connection = await RawConnection.OpenAsync(hooks.Address);

        await connection.WriteAsync($"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var letter in "piece by piece")
        {
            await connection.WriteAsync($"1\r\n{letter}\r\n");
        }

        await connection.WriteAsync("0\r\n\r\n");

        (await connection.ReadAsync()).Status.ShouldBe(202);
        Encoding.UTF8.GetString(hooks.Taken.ShouldHaveSingleItem().Webhook.Body.Span).ShouldBe("piece by piece");
    }

    [Theory]
    [InlineData("Content-Length: 1000", "only the beginning", true)]
    [InlineData("Content-Length: 1000", "only the beginning", false)]
    [InlineData("Content-Length: 1000", "", true)]
    [InlineData("Content-Length: 1000", "", false)]
    [InlineData("Transfer-Encoding: chunked", "5\r\nbegin\r\n", true)]
    [InlineData("Transfer-Encoding: chunked", "5\r\nbegin\r\n", false)]
    [InlineData("Transfer-Encoding: chunked", "nonsense", false)]
    public async Task Who_goes_away_in_the_middle_leaves_nothing_behind(string framing, string beginning, bool reset)
    {
        await using var hooks = await WebhookStack.StartAsync();
        using (var connection = await RawConnection.OpenAsync(hooks.Address))
        {
            await connection.WriteAsync($"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n{framing}\r\n\r\n");
            (await connection.ReadAsync()).Status.ShouldBe(100, "the app waits for the body");
            await connection.WriteAsync(beginning);
            if (reset)
            {
                connection.Reset();
            }
        }

        (await hooks.PostAsync("the next one")).Status.ShouldBe(HttpStatusCode.Accepted);
        await hooks.StopAsync();
        hooks.Queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("the next one");
        NothingIsWrong(hooks);
    }

    [Fact]
    public async Task A_webhook_that_was_read_is_kept_even_if_its_sender_no_longer_waits()
    {
        await using var hooks = await WebhookStack.StartAsync();
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Delay) { Operation = "SendMessage", Delay = TimeSpan.FromMilliseconds(100) });
        using (var connection = await RawConnection.OpenAsync(hooks.Address))
        {
            await connection.WriteAsync($"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nkept");
            await UntilAsync(() => hooks.Stack.Sqs.Calls.Count("SendMessage") == 1);
            connection.Reset();
        }

        await UntilAsync(() =>
        {
            hooks.Stack.Time.Advance(TimeSpan.FromMilliseconds(10));
            return hooks.Queue.Messages.Count == 1;
        });
        await hooks.StopAsync();

        hooks.Queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("kept");
        NothingIsWrong(hooks);
    }

    private static void NothingIsWrong(WebhookStack hooks) =>
        hooks.Stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Warning", StringComparison.Ordinal), hooks.Stack.Log.ToString());

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
