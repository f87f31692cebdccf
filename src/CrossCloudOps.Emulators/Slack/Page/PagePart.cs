using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>An item of one of the page's lists. Its version tells two looks of it apart.</summary>
internal sealed record PagePart(string Id, string Version, string Html)
{
    /// <param name="opening">Tag and attributes, for example <c>li class="message"</c>.</param>
    public static PagePart Of(string id, string opening, string inside)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(opening + inside)).AsSpan(0, 8));
        return new PagePart(id, version, $"<{opening} id=\"{BlockJson.Encode(id)}\" data-version=\"{version}\">{inside}</{opening.Split(' ')[0]}>");
    }
}
