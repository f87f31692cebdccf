using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrossCloudOps.Status.Page;

/// <summary>HTML in the making: what is written is either ours or escaped.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

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
        _html.Append(Encoder.Encode(text));
        return this;
    }

    public override string ToString() => _html.ToString();
}
