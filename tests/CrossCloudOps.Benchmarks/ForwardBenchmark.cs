using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Webhooks from a queue to a target that takes everything at once: ours in the order of their groups from a FIFO queue, the next of a group
/// only after the one before it is deleted, against <c>sqs-consumer</c> with <c>fetch</c>, which knows no order, from a standard queue with the
/// same content. In turns; both, the emulator and the target are processes of their own.
/// </summary>
internal sealed class ForwardBenchmark : IDisposable
{
    private const int Rounds = 5;
    private const int Groups = 200;
    private const int LatencyMessages = 3000;

    /// <summary>So many were best: next to SQS, and far from it.</summary>
    private const int ConsumersNear = 4;

    private const int ConsumersFar = 16;

    /// <summary>From one cloud to the other.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan LatencyBeat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly EmulatorProcess _emulator;
    private readonly ChildProcess _target;
    private readonly AmazonSQSClient _sqs;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");

    private ForwardBenchmark(EmulatorProcess emulator, ChildProcess target)
    {
        (_emulator, _target) = (emulator, target);
        _sqs = new AmazonSQSClient(new BasicAWSCredentials("emulator", "emulator"), new AmazonSQSConfig { ServiceURL = emulator.Endpoint, AuthenticationRegion = "eu-central-1" });
    }

    public static async Task<int> RunAsync(int messages, int? consumers)
    {
        using var benchmark = new ForwardBenchmark(await EmulatorProcess.StartAsync(), await ChildProcess.StartOwnAsync("forward-target"));
        await benchmark.CompareRatesAsync(messages / Groups, consumers ?? ConsumersNear, TimeSpan.Zero);
        await benchmark.CompareRatesAsync(messages / Groups, consumers ?? ConsumersFar, Far);
        await benchmark.CompareLatenciesAsync(consumers ?? ConsumersNear);
        return 0;
    }

    public void Dispose()
    {
        _sqs.Dispose();
        _target.Dispose();
        _emulator.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task CompareRatesAsync(int each, int consumers, TimeSpan delay)
    {
        var (fifo, standard) = await QueuesAsync($"rate-{delay.TotalMilliseconds}");
        using var ours = await OursAsync(fifo, "Frugal");
        using var fetch = await TheirsAsync(standard, "fetch", consumers, waitSeconds: 1);
        using var request = await TheirsAsync(standard, "request", consumers, waitSeconds: 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQS {delay.TotalMilliseconds} ms away, {consumers} consumers"));

        // Warm all, and take the memory after a tenth.
        var warm = (Fetch: await RoundAsync(fetch, standard, each / 10, delay), Request: await RoundAsync(request, standard, each / 10, delay), Ours: await RoundAsync(ours, fifo, each / 10, delay));
        var ratios = (ToFetch: new List<double>(), ToRequest: new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var (byFetch, byRequest, our) = (await RoundAsync(fetch, standard, each, delay), await RoundAsync(request, standard, each, delay), await RoundAsync(ours, fifo, each, delay));
            ratios.ToFetch.Add(our.Rate / byFetch.Rate);
            ratios.ToRequest.Add(our.Rate / byRequest.Rate);
            Console.WriteLine($"round {round}");
            Console.WriteLine($"  sqs-consumer, fetch    {byFetch}");
            Console.WriteLine($"  sqs-consumer, request  {byRequest}");
            Console.WriteLine($"  ours                   {our}");
            if (round == 1)
            {
                Console.WriteLine($"  working set after {Groups * (each / 10)} and {Groups * each} more: fetch {Growth(warm.Fetch, byFetch)}, request {Growth(warm.Request, byRequest)}, ours {Growth(warm.Ours, our)}");
            }
        }

        Console.WriteLine($"median ratio: {Median(ratios.ToFetch)} with fetch, {Median(ratios.ToRequest)} with request");
    }

    private static string Median(List<double> ratios) =>
        string.Create(CultureInfo.InvariantCulture, $"{ratios.Order().ElementAt(ratios.Count / 2):F2} ({ratios.Min():F2} to {ratios.Max():F2})");

    private static string Growth(Round tenth, Round all) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tenth.WorkingSet / 1e6:F0} and {all.WorkingSet / 1e6:F0} MB, {all.WorkingSet / (double)tenth.WorkingSet:F2} times (managed {tenth.Managed / 1e6:F1} and {all.Managed / 1e6:F1} MB)");

    private async Task CompareLatenciesAsync(int consumers)
    {
        var (fifo, standard) = await QueuesAsync("latency");
        using var ours = await OursAsync(fifo, "Continuous");
        using var theirs = await TheirsAsync(standard, "fetch", consumers, waitSeconds: 20);
        await LatencyAsync(theirs, standard, LatencyMessages / 10);
        await LatencyAsync(ours, fifo, LatencyMessages / 10);
        Console.WriteLine($"sqs-consumer, from its being sent to the target, p50 and p99: {await LatencyAsync(theirs, standard, LatencyMessages)}");
        Console.WriteLine($"ours, one group:                                             {await LatencyAsync(ours, fifo, LatencyMessages)}");
    }

    private async Task<(string Fifo, string Standard)> QueuesAsync(string name)
    {
        var dlq = (await _sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest($"{name}-dlq.fifo") { Attributes = new() { ["FifoQueue"] = "true" } })).QueueUrl;
        var arn = (await _sqs.GetQueueAttributesAsync(dlq, ["QueueArn"])).Attributes["QueueArn"];
        var fifo = await _sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest($"{name}.fifo")
        {
            Attributes = new() { ["FifoQueue"] = "true", ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":5}""" },
        });
        return (fifo.QueueUrl, (await _sqs.CreateQueueAsync(name)).QueueUrl);
    }

    private Task<ChildProcess> OursAsync(string queue, string pump) => ChildProcess.StartOwnAsync("forward-app", _emulator.Endpoint, queue, _target.Hello, pump, _folder);

    private async Task<ChildProcess> TheirsAsync(string queue, string by, int consumers, int waitSeconds) =>
        await ChildProcess.StartAsync(await SqsConsumerApp.PrepareAsync(_emulator.Endpoint, queue, _target.Hello, by, consumers, waitSeconds));

    /// <summary>From the start to the last deletion.</summary>
    private async Task<Round> RoundAsync(ChildProcess forwarder, string queue, int each, TimeSpan delay)
    {
        var messages = Groups * each;
        await ForwardLoad.FillAsync(_sqs, queue, Groups, each);
        await _target.AskAsync($"{messages}");
        await _emulator.CallsAsync(delay);
        var cpu = (Forwarder: forwarder.Cpu, Emulator: _emulator.Cpu, Target: _target.Cpu);
        var watch = Stopwatch.StartNew();
        await forwarder.AskAsync("start");
        var report = ForwardTarget.Read(await _target.AskAsync("report").WaitAsync(Longest));
        while (await ForwardLoad.CountAsync(_sqs, queue) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var spent = (Forwarder: forwarder.Cpu - cpu.Forwarder, Emulator: _emulator.Cpu - cpu.Emulator, Target: _target.Cpu - cpu.Target);
        var calls = await _emulator.CallsAsync(TimeSpan.Zero);
        var workingSet = forwarder.WorkingSet;
        var managed = long.Parse(await forwarder.AskAsync("stop"), null);
        return new Round(messages, messages / seconds, report)
        {
            Cpu = spent.Forwarder.TotalMicroseconds / messages,
            CpuOfOthers = (spent.Emulator + spent.Target).TotalMicroseconds / messages,
            Receives = Of("ReceiveMessage"),
            Deletes = Of("DeleteMessage"),
            Visibilities = Of("ChangeMessageVisibility"),
            WorkingSet = workingSet,
            Managed = managed,
        };

        double Of(string action) => (calls.GetValueOrDefault(action) + calls.GetValueOrDefault($"{action}Batch")) * 1000.0 / messages;
    }

    private async Task<string> LatencyAsync(ChildProcess forwarder, string queue, int messages)
    {
        await _target.AskAsync($"{messages}");
        await forwarder.AskAsync("start");
        await _emulator.CallsAsync(TimeSpan.Zero);
        using var beat = new PeriodicTimer(LatencyBeat);
        for (var n = 0; n < messages && await beat.WaitForNextTickAsync(); n++)
        {
            await ForwardLoad.SendAsync(_sqs, queue, n);
        }

        var report = ForwardTarget.Read(await _target.AskAsync("report").WaitAsync(Longest));
        var calls = await _emulator.CallsAsync(TimeSpan.Zero);
        await forwarder.AskAsync("stop");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.P50.TotalMilliseconds:F1} and {report.P99.TotalMilliseconds:F1} ms, overtaken {report.Overtaken}, {calls.GetValueOrDefault("ReceiveMessage") * 1000.0 / messages:F0} receives per 1,000");
    }

    /// <summary>Calls are per thousand messages, times of the processor in microseconds per message.</summary>
    private sealed record Round(int Messages, double Rate, TargetReport Report)
    {
        public double Cpu { get; init; }

        public double CpuOfOthers { get; init; }

        public double Receives { get; init; }

        public double Deletes { get; init; }

        public double Visibilities { get; init; }

        public long WorkingSet { get; init; }

        public long Managed { get; init; }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Rate:F0}/s, CPU per message {Cpu:F0} µs (emulator and target {CpuOfOthers:F0} µs), calls per 1,000: {Receives:F0} receives, {Deletes:F0} deletes, {Visibilities:F0} visibility; overtaken {Report.Overtaken}, repeated {Report.Repeated}");
    }
}
