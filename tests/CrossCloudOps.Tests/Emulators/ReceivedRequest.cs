using System.Net;
using System.Text.Json;

namespace CrossCloudOps.Tests.Emulators;

internal sealed record ReceivedRequest(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public IReadOnlyDictionary<string, string> Form { get; } = Body.Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? ""));

    public JsonElement Payload => JsonElement.Parse(Form["payload"]);
}
