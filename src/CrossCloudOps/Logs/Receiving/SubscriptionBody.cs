using System.Text.Json;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>What CloudWatch Logs gives a function. <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html"/></summary>
internal static class SubscriptionBody
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    /// <summary>The base64 in it, still in the body's own bytes; null if it is not of that form.</summary>
    public static ArraySegment<byte>? Parse(PooledBytes body)
    {
        try
        {
            var json = new Utf8JsonReader(body.Span, Options);
            json.Read();
            var data = json.TokenType == JsonTokenType.StartObject ? Awslogs(ref json, body.Array) : null;
            json.Read();
            return data;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ArraySegment<byte>? Awslogs(ref Utf8JsonReader json, byte[] body)
    {
        ArraySegment<byte>? data = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals("awslogs"u8);
            json.Read();
            if (isIt && json.TokenType == JsonTokenType.StartObject)
            {
                data = json.ReadData(body);
            }
            else
            {
                json.Skip();
            }
        }

        return data;
    }
}
