using System.Text;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>What goes back to the caller, built before anything is written so that a fault can still withhold it.</summary>
internal sealed record SlackAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    private const string Json = "application/json; charset=utf-8";

    public string? Error { get; init; }

    /// <summary>What was wrong, in words.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public int? RetryAfter { get; init; }

    public string? Location { get; init; }

    public static SlackAnswer Ok(JsonObject? content = null)
    {
        content ??= [];
        content.Insert(0, "ok", true);
        return new SlackAnswer(200, Json, Encoding.UTF8.GetBytes(content.ToJsonString()));
    }

    /// <summary>Slack refuses with status 200; what was wrong stands in <c>response_metadata.messages</c>.</summary>
    public static SlackAnswer Refuse(string error, params IEnumerable<string> messages)
    {
        var content = new JsonObject { ["ok"] = false, ["error"] = error };
        var texts = messages.ToList();
        if (texts.Count > 0)
        {
            content["errors"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
            content["response_metadata"] = new JsonObject
            {
                ["messages"] = new JsonArray([.. texts.Select(text => JsonValue.Create("[ERROR] " + text))]),
            };
        }

        return RefuseWith(200, error, content) with { Reasons = texts };
    }

    public static SlackAnswer MissingField(string name) =>
        Refuse("invalid_arguments", $"missing required field: {name}");

    public static SlackAnswer RefuseWith(int status, string error, JsonObject? content = null) =>
        new(status, Json, Encoding.UTF8.GetBytes((content ?? new JsonObject { ["ok"] = false, ["error"] = error }).ToJsonString()))
        {
            Error = error,
        };

    public static SlackAnswer Content(string type, string text, int status = 200) =>
        new(status, type + "; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static SlackAnswer Redirect(string location) => new(303, "text/plain", default) { Location = location };

    public static SlackAnswer RateLimited(int retryAfter) => RefuseWith(429, "ratelimited") with { RetryAfter = retryAfter };

    /// <summary>Webhooks speak plain text: <c>ok</c>, or the error's code.</summary>
    public static SlackAnswer PlainText(int status, string text) =>
        new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(text)) { Error = status == 200 ? null : text };
}
