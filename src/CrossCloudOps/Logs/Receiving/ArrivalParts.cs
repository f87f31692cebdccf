using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Divides what arrived of a group into documents of a few megabytes, always in the same way.</summary>
internal static class ArrivalParts
{
    private const int LargestPart = 4_000_000;
    private const int MostMarks = 100_000;
    private const int Rest = 2_000;

    public static IEnumerable<LogArrival> Of(string group, FoundErrors errors)
    {
        List<LogFind> finds = [];
        var size = 0;
        foreach (var find in errors.All.SelectMany(static error => error.Finds(MostMarks)))
        {
            if (finds.Count > 0 && size + Size(find) > LargestPart)
            {
                yield return new LogArrival { Group = group, Finds = finds };
                (finds, size) = ([], 0);
            }

            finds.Add(find);
            size += Size(find);
        }

        if (finds.Count > 0)
        {
            yield return new LogArrival { Group = group, Finds = finds };
        }
    }

    public static string Name(string request, int part) => part == 0 ? request : $"{request}-{part + 1}";

    /// <summary>About what it takes as JSON: marks are base64 there.</summary>
    private static int Size(LogFind find) => Rest + (find.Marks.Length / 3 * 4) + (find.Sample.Text.Length * 2) + find.Title.Length;
}
