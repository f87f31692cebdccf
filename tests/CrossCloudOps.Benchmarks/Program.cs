using CrossCloudOps.Benchmarks;

return args switch
{
    ["emulator"] => await EmulatorProcess.RunAsync(),
    ["collect", .. var rest] => await CollectBenchmark.RunAsync(rest is [var messages] ? int.Parse(messages, null) : 20_000),
    ["redaction"] => RedactionBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        collect [messages]   Collecting dead letters, against a bare receive-and-delete loop on the same client and emulator (default 20000).
        redaction            How long it takes to find secrets in the largest bodies.
        """);
    return 1;
}
