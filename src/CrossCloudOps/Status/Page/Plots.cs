using System.Globalization;
using System.Text;
using CrossCloudOps.Pages;

namespace CrossCloudOps.Status.Page;

/// <summary>Plots of a day as inline SVG, each with its numbers in words for those who hear it.</summary>
internal static class Plots
{
    /// <summary>Above a column of plots: where their time begins and ends. Each says so itself to those who hear it.</summary>
    public const string Axis = "<span class=ax aria-hidden=true><span>24 h ago</span><span>now</span></span>";

    private const int Step = 4;
    private const int Height = 20;

    public static void Bars(Html html, HoursCell hours)
    {
        var (values, most) = (hours.Values, hours.Values.Max());
        if (most <= 0)
        {
            html.Raw("<span class=no>none</span>");
            return;
        }

        var path = new StringBuilder();
        foreach (var value in values)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{Height - (value > 0 ? Math.Max(2, Math.Round(value / most * Height)) : 0)}h{Step}");
        }

        Begin(html, values.Count, $"{hours.Unit} by hour, oldest first: {Spoken(values.Select(static v => Number(v)))}")
            .Raw($"<path class=bar d=\"M0 {Height}{path}V{Height}z\"/></svg><small>{(hours.IsSum ? $"total {Number(values.Sum())}" : $"max {Number(most)}")}</small>");
    }

    public static void Day(Html html, IReadOnlyList<PageLevel?> hours)
    {
        Begin(html, hours.Count, $"by hour, oldest first: {Spoken(hours.Select(Word))}");
        foreach (var level in hours.Distinct())
        {
            var path = new StringBuilder();
            for (var n = 0; n < hours.Count; n++)
            {
                if (hours[n] == level)
                {
                    // What is well is low, what is not is tall: not by its colour alone.
                    path.Append(CultureInfo.InvariantCulture, $"M{n * Step + 2} {Height}v-{level switch { PageLevel.Bad => Height, PageLevel.Notice => 14, PageLevel.Fine => 8, _ => 2 }}");
                }
            }

            html.Raw($"<path class={Class(level)} d=\"{path}\"/>");
        }

        html.Raw("</svg>");
    }

    public static string Number(double value) => value.ToString(value < 10 && value != Math.Floor(value) ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private static Html Begin(Html html, int hours, string label) =>
        html.Raw($"<svg role=img width={hours * Step} height={Height} aria-label=\"").Text(label).Raw("\">");

    /// <summary>What follows itself is said once, with how often.</summary>
    private static string Spoken(IEnumerable<string> words)
    {
        var runs = new List<(string Word, int Times)>();
        foreach (var word in words)
        {
            if (runs.Count > 0 && runs[^1].Word == word)
            {
                runs[^1] = (word, runs[^1].Times + 1);
            }
            else
            {
                runs.Add((word, 1));
            }
        }

        return string.Join(", ", runs.Select(static r => r.Times == 1 ? r.Word : $"{r.Word} for {r.Times} hours"));
    }

    private static string Word(PageLevel? level) => level switch { PageLevel.Bad => "in trouble", PageLevel.Notice => "failing", PageLevel.Fine => "fine", _ => "unknown" };

    public static string Class(PageLevel? level) => level switch { PageLevel.Bad => "bad", PageLevel.Notice => "notice", PageLevel.Fine => "fine", _ => "none" };
}
