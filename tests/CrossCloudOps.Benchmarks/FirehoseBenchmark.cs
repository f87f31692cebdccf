using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrossCloudOps.Logs.Receiving;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Requests of Firehose read in memory: decoded, joined and grouped, and decoded only; against Python, which only decodes and formats.
/// Then many more of them, to see that memory stays flat.
/// </summary>
internal static class FirehoseBenchmark
{
    private const int Rounds = 9;
    private const int Held = 1_000_000;
    private const int HeldStep = 100_000;

    public static async Task<int> RunAsync(int events)
    {
        var folder = Directory.CreateTempSubdirectory("crosscloudops-firehose-").FullName;
        try
        {
            var load = new FirehoseLoad(seed: 1);
            var bodies = Enumerable.Range(0, events / FirehoseLoad.EventsOfRequest).Select(_ => load.Request()).ToList();
            var file = Path.Combine(folder, "bodies");
            await File.WriteAllLinesAsync(file, bodies.Select(Encoding.UTF8.GetString));
            await CompareAsync(folder, file, bodies);
            await HoldAsync(bodies);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, string file, List<byte[]> bodies)
    {
        using var python = await PythonLogs.StartAsync(folder, file);
        List<(double Python, double Whole, double Decoded)> rates = [];
        List<(double Bytes, double Cpu)> costs = [];
        var events = bodies.Count * (double)FirehoseLoad.EventsOfRequest;
        for (var round = -2; round < Rounds; round++)
        {
            var peer = await python.AskAsync("run") is var line && line.Split(' ') is [var count, var seconds]
                ? double.Parse(count, CultureInfo.InvariantCulture) / double.Parse(seconds, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException(line);
            var (allocatedBefore, cpuBefore) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
            var whole = await RateAsync(bodies, Whole);
            var cost = ((GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / events, (Environment.CpuUsage.TotalTime - cpuBefore).TotalMicroseconds / events);
            var decoded = await RateAsync(bodies, Decoded);
            if (round >= 0)
            {
                rates.Add((peer, whole, decoded));
                costs.Add(cost);
            }
        }

        Console.WriteLine($"{events:N0} events in {bodies.Count} requests, {bodies.Sum(static b => (long)b.Length) / 1e6:F1} MB, {Rounds} rounds in turn, {Environment.ProcessorCount} processors");
        Console.WriteLine($"Python, decode and format:        {Spread(rates.Select(static r => r.Python), "N0")} events/s");
        Console.WriteLine($"ours, decode, join and group:     {Spread(rates.Select(static r => r.Whole), "N0")} events/s, {Spread(rates.Select(static r => r.Whole / r.Python), "F2")} times");
        Console.WriteLine($"ours, decode:                     {Spread(rates.Select(static r => r.Decoded), "N0")} events/s, {Spread(rates.Select(static r => r.Decoded / r.Python), "F2")} times");
        Console.WriteLine($"ours, decode, join and group: {costs.Average(static c => c.Bytes):F0} bytes allocated and {costs.Average(static c => c.Cpu):F2} µs of processor time per event");
    }

    private static async Task HoldAsync(List<byte[]> bodies)
    {
        for (var (events, n) = (0, 0); events < Held; n++)
        {
            events += await Whole(bodies[n % bodies.Count]);
            if (events % HeldStep == 0)
            {
                Console.WriteLine($"after {events,9:N0} events: working set {Environment.WorkingSet / 1e6:F0} MB, live heap {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F1} MB");
            }
        }
    }

    private static async Task<double> RateAsync(List<byte[]> bodies, Func<byte[], Task<int>> read)
    {
        var watch = Stopwatch.StartNew();
        var events = 0;
        foreach (var body in bodies)
        {
            events += await read(body);
        }

        return events / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> Whole(byte[] body)
    {
        var (bytes, parsed) = await ParseAsync(body);
        using (bytes)
        {
            return new BatchReader(Reader(parsed)).Read(parsed.Records, default).Events;
        }
    }

    private static async Task<int> Decoded(byte[] body)
    {
        var (bytes, parsed) = await ParseAsync(body);
        using (bytes)
        {
            var (reader, events) = (Reader(parsed), 0);
            Parallel.For(0, parsed.Records.Count, n => Interlocked.Add(ref events, reader.Read(n, parsed.Records[n]).Payloads.Sum(static p => p.Events.Count)));
            return events;
        }
    }

    /// <summary>From a copy, as from a connection: reading decodes in place.</summary>
    private static async Task<(PooledBytes Bytes, FirehoseBody Body)> ParseAsync(byte[] body)
    {
        await using var stream = new MemoryStream(body);
        var bytes = (await ReceivedBody.ReadAsync(stream, null, default)).Bytes!;
        return (bytes, FirehoseBody.Parse(bytes)!);
    }

    private static RecordReader Reader(FirehoseBody body) => new(body.RequestId, body.Timestamp, origin: null);

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2].ToString(format, CultureInfo.InvariantCulture)} ({sorted[0].ToString(format, CultureInfo.InvariantCulture)} to {sorted[^1].ToString(format, CultureInfo.InvariantCulture)})");
    }
}
