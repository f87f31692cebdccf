using System.Text.Json;

namespace CrossCloudOps.Tests.Emulators;

internal static class SlackAnswers
{
    public static bool Ok(this JsonElement answer) => answer.GetProperty("ok").GetBoolean();

    public static string Error(this JsonElement answer) => answer.Ok() ? "ok" : answer.Text("error");

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>What a refusal adds in words.</summary>
    public static string Messages(this JsonElement answer) =>
        string.Join('\n', answer.GetProperty("response_metadata").GetProperty("messages").EnumerateArray().Select(one => one.GetString()));
}
