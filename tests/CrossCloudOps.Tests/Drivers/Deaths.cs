namespace CrossCloudOps.Tests.Drivers;

/// <summary>
/// At which calls a process dies, or somebody else comes in between. By default at some, spread evenly; with
/// <c>CROSSCLOUDOPS_DEATHS=all</c> in the environment at every single one, which takes minutes.
/// </summary>
internal static class Deaths
{
    private const int Default = 5;

    private static readonly bool All = Environment.GetEnvironmentVariable("CROSSCLOUDOPS_DEATHS") == "all";

    public static IEnumerable<int> In(int calls) => Some([.. Enumerable.Range(1, calls)]);

    public static IEnumerable<T> Some<T>(IReadOnlyList<T> moments) =>
        All || moments.Count <= Default ? moments : Enumerable.Range(0, Default).Select(n => moments[n * (moments.Count - 1) / (Default - 1)]);
}
