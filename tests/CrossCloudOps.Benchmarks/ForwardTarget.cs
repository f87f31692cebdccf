using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>What a target took since it was asked.</summary>
/// <param name="Overtaken">How many came after one of their group that was sent later.</param>
internal sealed record TargetReport(int Overtaken, int Repeated, TimeSpan P50, TimeSpan P99);

/// <summary>A target that takes everything at once, in a process of its own.</summary>
internal sealed class ForwardTarget(int expected)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(int Group, int Number)> _taken = new(expected);
    private readonly Dictionary<int, int> _last = [];
    private readonly List<TimeSpan> _times = new(expected);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _overtaken;
    private int _repeated;

    /// <summary>Writes its address; a line with a number is answered at once; the next line, when so many were taken since.</summary>
    public static async Task<int> RunAsync()
    {
        var target = new ForwardTarget(0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!];
            await context.Request.Body.ReadExactlyAsync(body);
            Volatile.Read(ref target).Take(body);
            context.Response.ContentLength = 0;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var next = new ForwardTarget(int.Parse(line, null));
            Volatile.Write(ref target, next);
            Console.WriteLine("expected");
            await Console.In.ReadLineAsync();
            await next._all.Task;
            Console.WriteLine(next.Report());
        }

        return 0;
    }

    public static TargetReport Read(string line)
    {
        var numbers = line.Split(' ').Select(static n => long.Parse(n, null)).ToList();
        return new TargetReport((int)numbers[0], (int)numbers[1], TimeSpan.FromTicks(numbers[2]), TimeSpan.FromTicks(numbers[3]));
    }

    private void Take(byte[] body)
    {
        var (group, number, sentAt) = ForwardLoad.Read(body);
        var time = Stopwatch.GetElapsedTime(sentAt);
        lock (_lock)
        {
            if (!_taken.Add((group, number)))
            {
                _repeated++;
                return;
            }

            var last = _last.GetValueOrDefault(group, -1);
            _overtaken += number < last ? 1 : 0;
            _last[group] = Math.Max(last, number);
            _times.Add(time);
            if (_times.Count == expected)
            {
                _all.TrySetResult();
            }
        }
    }

    private string Report()
    {
        lock (_lock)
        {
            _times.Sort();
            return string.Create(CultureInfo.InvariantCulture, $"{_overtaken} {_repeated} {_times[_times.Count / 2].Ticks} {_times[_times.Count * 99 / 100].Ticks}");
        }
    }
}
