using CrossCloudOps.Benchmarks;

return args switch
{
    ["emulator"] => await EmulatorProcess.RunAsync(),
    ["collect", .. var rest] => await CollectBenchmark.RunAsync(rest is [var messages] ? int.Parse(messages, null) : 20_000),
    ["list", .. var rest] => await ListBenchmark.RunAsync(rest is [var entries] ? int.Parse(entries, null) : 100_000),
    ["interactions-app", var folder] => await InteractionsApp.RunAsync(folder),
    ["interactions"] => await InteractionsBenchmark.RunAsync(),
    ["redaction"] => RedactionBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        collect [messages]   Collecting dead letters, against a bare receive-and-delete loop on the same client and emulator (default 20000).
        list [entries]       Pages of a list, and a text that is looked for, against a tenth of the entries (default 100000).
        interactions         Presses of a button a second, against the HTTP receiver of @slack/bolt (needs node and npm).
        redaction            How long it takes to find secrets in the largest bodies.
        """);
    return 1;
}
