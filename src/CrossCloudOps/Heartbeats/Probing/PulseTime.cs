using System.Globalization;
using System.Text;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>A length of time as a pulse writes it: <c>90s</c>, <c>1h30m</c>, <c>14d</c>. Larger units first, each at most once.</summary>
internal static class PulseTime
{
    /// <summary>No length that a pulse may give needs more.</summary>
    private const int MostDigits = 9;

    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>Null if it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var (length, unit) = (0.0, 0);
        var rest = text.AsSpan();
        do
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > MostDigits)
            {
                return null;
            }

            var number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9') is var next and >= 0 ? next : rest.Length;
            var name = rest[..letters].ToString();
            unit = Array.FindIndex(Units, unit, u => u.Name == name) + 1;
            if (unit == 0)
            {
                return null;
            }

            length += number * Units[unit - 1].Length.TotalMilliseconds;
            rest = rest[letters..];
        }
        while (!rest.IsEmpty);
        return length < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(length) : null;
    }

    /// <summary>The same, the other way round.</summary>
    public static string Write(TimeSpan time)
    {
        if (time < TimeSpan.FromMilliseconds(1))
        {
            return "0s";
        }

        var text = new StringBuilder();
        foreach (var (name, length) in Units)
        {
            var number = time.Ticks / length.Ticks;
            time -= number * length;
            text.Append(number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{name}"));
        }

        return text.ToString();
    }
}
