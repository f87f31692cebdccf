using CrossCloudOps.Benchmarks;

return args switch
{
    ["emulator"] => await EmulatorProcess.RunAsync(),
    ["collect", .. var rest] => await CollectBenchmark.RunAsync(rest is [var messages] ? int.Parse(messages, null) : 20_000),
    ["firehose", .. var rest] => await FirehoseBenchmark.RunAsync(rest is [var events] ? int.Parse(events, null) : 200_000),
    ["forward", .. var rest] => await ForwardBenchmark.RunAsync(rest is [var messages, ..] ? int.Parse(messages, null) : 20_000, rest is [_, var consumers] ? int.Parse(consumers, null) : null),
    ["forward-app", var endpoint, var queue, var target, var pump, var folder] => await ForwardApp.RunAsync(endpoint, queue, target, pump, folder),
    ["forward-target"] => await ForwardTarget.RunAsync(),
    ["heartbeats", .. var rest] => await HeartbeatBenchmark.RunAsync(rest is [var pulses] ? int.Parse(pulses, null) : 10_000),
    ["heartbeat-world", var pulses] => await HeartbeatBenchmark.RunWorldAsync(int.Parse(pulses, null)),
    ["list", .. var rest] => await ListBenchmark.RunAsync(rest is [var entries] ? int.Parse(entries, null) : 100_000),
    ["intake"] => await IntakeBenchmark.RunAsync(),
    ["intake-app", var endpoint, var queue, var folder] => await IntakeApp.RunOursAsync(endpoint, queue, folder),
    ["intake-bare", var endpoint, var queue] => await IntakeApp.RunBareAsync(endpoint, queue),
    ["interactions-app", var folder] => await InteractionsApp.RunAsync(folder),
    ["interactions"] => await InteractionsBenchmark.RunAsync(),
    ["redaction"] => RedactionBenchmark.Run(),
    ["scan", .. var rest] => await ScanBenchmark.RunAsync(rest is [var events] ? int.Parse(events, null) : 1_000_000),
    ["scan-emulator", var events] => await ScanBenchmark.RunEmulatorAsync(int.Parse(events, null)),
    ["send-back-all", .. var rest] => await SendBackAllBenchmark.RunAsync(rest is [var messages] ? int.Parse(messages, null) : 10_000),
    ["start", .. var rest] => await StartBenchmark.RunAsync(rest is [var rounds] ? int.Parse(rounds, null) : 11),
    ["start-ours", var folder, var collector] => await StartApp.RunOursAsync(folder, collector),
    ["start-empty"] => await StartApp.RunEmptyAsync(),
    ["start-services", var folder] => StartApp.RunServices(folder),
    ["status-page"] => await StatusPageBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        collect [messages]   Collecting dead letters, against a bare receive-and-delete loop on the same client and emulator (default 20000).
        firehose [events]    Reading log events that Firehose delivers, against decoding them in Python (default 200000; needs python3).
        forward [n] [c]      Forwarding webhooks in the order of 200 groups, against c consumers of sqs-consumer without order (default 20000; needs node and npm).
        heartbeats [pulses]  Rounds over pulses that are all due, against a loop that only asks the same addresses and puts the same echoes (default 10000).
        list [entries]       Pages of a list, and a text that is looked for, against a tenth of the entries (default 100000).
        intake               Webhooks taken in a second, against a bare endpoint that only sends, and against Express (needs node and npm).
        interactions         Presses of a button a second, against the HTTP receiver of @slack/bolt (needs node and npm).
        redaction            How long it takes to find secrets in the largest bodies.
        scan [events]        Scanning 100 log groups, against a loop that only pages through FilterLogEvents (default 1000000).
        start [rounds]       Starting the app, against an empty function in the same host (default 11; publish with ReadyToRun first, see docs/benchmarks.md).
        status-page          Reading and making the status page of 500 queues, 300 log groups, 1,000 heartbeats and 200 problems.
        send-back-all [n]    Sending dead letters back in bulk, against a bare loop that sends the same ones from memory (default 10000).
        """);
    return 1;
}
