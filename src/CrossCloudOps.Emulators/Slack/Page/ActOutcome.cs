using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>What came of an act: what the app answered, and what Slack tells the person if that was no good.</summary>
internal sealed record ActOutcome
{
    private int HttpStatus { get; init; } = 200;

    private InteractionResult? Result { get; init; }

    private string? Trouble { get; init; }

    public static ActOutcome Incomplete(string fields) => new() { HttpStatus = 400, Trouble = $"Send a form with {fields}." };

    public static async Task<ActOutcome> OfAsync(Task<InteractionResult?> acting, string path, SlackArguments form)
    {
        try
        {
            var result = await acting;
            return new ActOutcome { Result = result, Trouble = result is null or { Acknowledged: true } ? null : Words(path, form, result) };
        }
        catch (InvalidOperationException e)
        {
            return new ActOutcome { HttpStatus = 404, Trouble = e.Message };
        }
        catch (HttpRequestException e)
        {
            return new ActOutcome { HttpStatus = 502, Trouble = "The app does not answer: " + e.Message };
        }
    }

    public SlackAnswer AsText() => Result is { } result
        ? SlackAnswer.Content("text/plain", string.Create(CultureInfo.InvariantCulture, $"{result.Status} in {result.Took.TotalMilliseconds:F0} ms\n{result.Body}\n"))
        : SlackAnswer.Content("text/plain", Trouble ?? "The app is not told of this.", HttpStatus);

    public SlackAnswer AsJson()
    {
        var json = new JsonObject { ["status"] = Result?.Status, ["trouble"] = Trouble };
        if (Result is { Acknowledged: true, Body: ['{', ..] body } && Parsed(body)?["errors"] is JsonObject errors)
        {
            json["errors"] = errors.DeepClone();
        }

        return SlackAnswer.Content("application/json", json.ToJsonString(), HttpStatus);
    }

    /// <summary>As Slack words it: beside the button, in the modal, or for a command.</summary>
    private static string Words(string path, SlackArguments form, InteractionResult result)
    {
        var late = result.Status == 200;
        return path switch
        {
            "command" => $"{form.Text("text")?.Trim().Split(' ')[0]} failed with the error \"{(late ? "operation_timeout" : "dispatch_failed")}\"",
            "view/submit" when late => "We had some trouble connecting. Try again? The app did not respond within 3 seconds.",
            "view/submit" => $"We had some trouble connecting. Try again? The app responded with status code {result.Status}.",
            _ when late => "This app did not respond within 3 seconds.",
            _ => $"This app responded with status code {result.Status}.",
        };
    }

    private static JsonObject? Parsed(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
