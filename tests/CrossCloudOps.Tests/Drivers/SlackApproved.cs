using System.Text.Encodings.Web;
using System.Text.Json;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Tests.Drivers;

internal static class SlackApproved
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares a message, laid out for reading, with the approved file.</summary>
    public static void ShouldBe(string file, SlackMessage message) =>
        Approved.ShouldBe(file, JsonSerializer.SerializeToNode(message, SlackJson.Wire.SlackMessage)!.ToJsonString(Readable));
}
