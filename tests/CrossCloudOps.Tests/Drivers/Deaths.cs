using System.Globalization;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>
/// At which calls a process dies, or somebody else comes in between: at so many, spread evenly, as <c>CROSSCLOUDOPS_DEATHS</c> in the
/// environment says, or at <c>all</c>, which takes ten minutes. By default at a few.
/// </summary>
internal static class Deaths
{
    private static readonly string Wanted = Environment.GetEnvironmentVariable("CROSSCLOUDOPS_DEATHS") ?? "2";

    private static readonly int Most = Wanted == "all" ? int.MaxValue : int.Parse(Wanted, CultureInfo.InvariantCulture);

    public static IEnumerable<int> In(int calls) => Some([.. Enumerable.Range(1, calls)]);

    public static IEnumerable<T> Some<T>(IReadOnlyList<T> moments) =>
        moments.Count <= Most ? moments : Enumerable.Range(0, Most).Select(n => moments[n * (moments.Count - 1) / (Most - 1)]);
}
