namespace CrossCloudOps.Tests.Drivers;

/// <summary>
/// At which calls a process dies. By default at some, spread evenly; with <c>CROSSCLOUDOPS_DEATHS=all</c> in the environment at every
/// single one, which takes minutes.
/// </summary>
internal static class Deaths
{
    private const int Some = 12;

    public static IEnumerable<int> In(int calls) =>
        Environment.GetEnvironmentVariable("CROSSCLOUDOPS_DEATHS") == "all" || calls <= Some
            ? Enumerable.Range(1, calls)
            : Enumerable.Range(0, Some).Select(n => 1 + (n * (calls - 1) / (Some - 1)));
}
