using System.Text.RegularExpressions;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>A line of the table of instruments.</summary>
internal sealed record TelemetryLine(string Name, string Kind, string Unit, IReadOnlyList<string> Tags);

/// <summary>The table of instruments in docs/telemetry.md.</summary>
internal static partial class TelemetryTable
{
    public static IReadOnlyDictionary<string, TelemetryLine> Lines { get; } = File.ReadLines(SourceTree.Path("docs", "telemetry.md"))
        .Select(static line => Line().Match(line)).Where(static m => m.Success)
        .Select(static m => new TelemetryLine(m.Groups["name"].Value, m.Groups["kind"].Value, m.Groups["unit"].Value, [.. Tag().Matches(m.Groups["tags"].Value).Select(static t => t.Groups[1].Value)]))
        .ToDictionary(static l => l.Name);

    /// <summary>Every measurement has the tags that the table names.</summary>
    public static void ShouldAllow(string instrument, IEnumerable<string> tags) =>
        tags.ShouldBe(Lines.GetValueOrDefault(instrument)?.Tags ?? [], ignoreOrder: true, $"tags of {instrument}, as docs/telemetry.md has them");

    [GeneratedRegex(@"^\| `(?<name>crosscloudops\.[\w.]+)` \| (?<kind>[a-z]+) \| `(?<unit>[^`]+)` \|(?<tags>[^|]*)\|")]
    private static partial Regex Line();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Tag();
}
