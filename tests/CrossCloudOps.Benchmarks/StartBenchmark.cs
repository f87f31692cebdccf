using System.Diagnostics;
using System.Globalization;

namespace CrossCloudOps.Benchmarks;

/// <summary>From the start of a process to its first answer, against an empty function in the same host; in turns.</summary>
internal static class StartBenchmark
{
    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("crosscloudops-").FullName;
        var kinds = new (string Name, string[] Arguments)[]
        {
            ("empty", ["start-empty"]), ("ours", ["start-ours", folder, ""]), ("ours, with telemetry", ["start-ours", folder, "http://127.0.0.1:9/"]),
        };
        var starts = kinds.ToDictionary(static k => k.Name, static _ => new List<StartTime>());
        var services = new List<double[]>();
        try
        {
            for (var round = -1; round < rounds; round++)
            {
                foreach (var (name, arguments) in kinds)
                {
                    var start = await StartAsync(arguments);
                    if (round >= 0)
                    {
                        starts[name].Add(start);
                    }
                }

                using var child = await ChildProcess.StartOwnAsync("start-services", folder);
                services.Add([.. child.Hello.Split(' ').Select(static ms => double.Parse(ms, CultureInfo.InvariantCulture))]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (name, times) in starts)
        {
            Console.WriteLine($"{name,-22} listening {Say(times.Select(static t => t.Listening))}, first answer {Say(times.Select(static t => t.Answered))}, CPU {Say(times.Select(static t => t.Cpu))} ms");
        }

        Console.WriteLine($"ratio of first answers {Median(starts["ours"].Select(static t => t.Answered)) / Median(starts["empty"].Select(static t => t.Answered)):F2}");
        Console.WriteLine($"services: built {Say(services.Select(static s => s[0]))}, settings validated {Say(services.Select(static s => s[1]))}, functions made {Say(services.Select(static s => s[2]))} ms");
        return 0;
    }

    private static async Task<StartTime> StartAsync(string[] arguments)
    {
        // A new client: its connection is the first one.
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        using var child = await ChildProcess.StartOwnAsync(arguments);
        var listening = Stopwatch.GetElapsedTime(began);
        using var answer = await http.GetAsync(new Uri(new Uri(child.Hello), "/api/health"));
        answer.EnsureSuccessStatusCode();
        return new StartTime(listening.TotalMilliseconds, Stopwatch.GetElapsedTime(began).TotalMilliseconds, child.Cpu.TotalMilliseconds);
    }

    private static string Say(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(sorted):F0} ({sorted[0]:F0} to {sorted[^1]:F0})");
    }

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Milliseconds since the process was started, and of CPU until its first answer.</summary>
    private sealed record StartTime(double Listening, double Answered, double Cpu);
}
