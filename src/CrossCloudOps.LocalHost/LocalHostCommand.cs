using System.CommandLine;
using System.Net.Sockets;
using CrossCloudOps.LocalHost.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.LocalHost;

/// <summary>The command line. What the user can mend ends in plain lines on stderr and exit code 1.</summary>
internal static class LocalHostCommand
{
    public static Task<int> RunAsync(
        string[] args, Action<IServiceCollection, IConfiguration> addServices, TextWriter output, TextWriter errors)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 takes a free one.",
            DefaultValueFactory = _ => LocalHostOptions.DefaultPort,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
            {
                result.AddError($"--port must be between 0 and {ushort.MaxValue}, but is '{token.Value}'.");
            }
        });
        var noSettingsFile = new Option<bool>("--no-settings-file")
        {
            Description = "Read settings from the environment only, not from local.settings.json.",
        };
        var command = new RootCommand("Runs the functions in this process, without Azure and without Core Tools.") { port, noSettingsFile };
        command.SetAction((parsed, stop) => StartAsync(
            new LocalHostOptions { Port = parsed.GetValue(port) }, parsed.GetValue(noSettingsFile), addServices, errors, stop));

        // The host listens for Ctrl+C and SIGTERM itself and takes its time to stop.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = errors };
        return command.Parse(args).InvokeAsync(invocation);
    }

    private static async Task<int> StartAsync(
        LocalHostOptions options, bool noSettingsFile, Action<IServiceCollection, IConfiguration> addServices, TextWriter errors, CancellationToken stop)
    {
        try
        {
            var configuration = LocalSettings.Read(noSettingsFile ? null : Environment.CurrentDirectory);
            await using var app = LocalHostApp.Build(options, configuration, addServices);
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.StartAsync(stop);
            await app.WaitForShutdownAsync(stop);
            return 0;
        }
        catch (Exception exception) when (Faults(exception, options.Port) is { } faults)
        {
            foreach (var fault in faults)
            {
                await errors.WriteLineAsync(fault);
            }

            return 1;
        }
    }

    /// <summary>What the user can do something about; null for everything else, which is a bug and keeps its stack trace.</summary>
    private static IEnumerable<string>? Faults(Exception exception, int port) => exception switch
    {
        LocalHostException fault => [fault.Message],
        OptionsValidationException invalid => invalid.Failures,
        AggregateException all when all.InnerExceptions.All(e => e is OptionsValidationException) =>
            all.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures),
        IOException { InnerException: AddressInUseException } =>
            [$"Port {port} is in use on 127.0.0.1. Stop what listens there, or choose another port with --port."],
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            [$"Port {port} may not be used by this account. Choose another port with --port."],
        _ => null,
    };
}
