using System.Text;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>The host reads a body whole before the app sees it: up to its own limit, which is therefore the limit of all.</summary>
public sealed class EndlessBodyTests
{
    [Fact]
    public async Task A_body_without_an_end_is_refused_while_it_comes()
    {
        await using var hooks = await WebhookStack.StartAsync(("MaxBodyBytes", "65536"), (":FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "65536"));
        using var connection = await RawConnection.OpenAsync(hooks.Address);
        var chunk = Encoding.ASCII.GetBytes($"4000\r\n{new string('x', 0x4000)}\r\n");

        await connection.WriteAsync($"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var sent = 0; sent <= 65536; sent += 0x4000)
        {
            await connection.WriteAsync(chunk);
        }

        (await connection.ReadAsync()).Status.ShouldBe(413);
        hooks.Queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_header_announces_is_enough_to_refuse_it()
    {
        await using var hooks = await WebhookStack.StartAsync(("MaxBodyBytes", "65536"), (":FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "65536"));
        using var connection = await RawConnection.OpenAsync(hooks.Address);

        await connection.WriteAsync($"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n");

        (await connection.ReadAsync()).Status.ShouldBe(413);
    }
}
