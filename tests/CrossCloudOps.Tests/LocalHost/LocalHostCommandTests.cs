using System.Net;
using System.Net.Sockets;
using CrossCloudOps.LocalHost;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.LocalHost;

public sealed class LocalHostCommandTests
{
    [Fact]
    public async Task A_port_in_use_is_one_line_that_names_it_and_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, errors) = await RunAsync(_ => { }, "--no-settings-file", "--port", $"{port}");

        code.ShouldBe(1);
        errors.ShouldBe([$"Port {port} is in use on 127.0.0.1. Stop what listens there, or choose another port with --port."]);
    }

    [Fact]
    public async Task Settings_that_do_not_hold_are_a_line_each_and_no_stack_trace()
    {
        var (code, errors) = await RunAsync(
            services =>
            {
                services.AddOptions<SlackSample>().Validate(_ => false, "Slack__Channel is missing.").ValidateOnStart();
                services.AddOptions<AwsSample>().Validate(_ => false, "Aws__Region is missing.").ValidateOnStart();
            },
            "--no-settings-file",
            "--port",
            "0");

        code.ShouldBe(1);
        errors.ShouldBe(["Slack__Channel is missing.", "Aws__Region is missing."], ignoreOrder: true);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public async Task A_port_that_is_none_is_refused(string port)
    {
        var (code, errors) = await RunAsync(_ => { }, "--port", port);

        code.ShouldBe(1);
        errors[0].ShouldBe($"--port must be between 0 and 65535, but is '{port}'.");
    }

    private static async Task<(int Code, string[] Errors)> RunAsync(Action<IServiceCollection> addServices, params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await LocalHostCommand.RunAsync(args, (services, _) => addServices(services), output, errors);
        return (code, errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private sealed class SlackSample;

    private sealed class AwsSample;
}
