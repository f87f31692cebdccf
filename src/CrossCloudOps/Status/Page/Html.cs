using System.Text;

namespace CrossCloudOps.Status.Page;

/// <summary>HTML in the making: what is written is either ours or escaped.</summary>
internal sealed class Html
{
    private readonly StringBuilder _html = new(64 * 1024);

    /// <summary>Our own markup.</summary>
    public Html Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Anything else, fit for an element and for an attribute in quotes.</summary>
    public Html Text(string text)
    {
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny("&<>\"'"); next >= 0; next = rest.IndexOfAny("&<>\"'"))
        {
            _html.Append(rest[..next]).Append(rest[next] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            rest = rest[(next + 1)..];
        }

        _html.Append(rest);
        return this;
    }

    public override string ToString() => _html.ToString();
}
