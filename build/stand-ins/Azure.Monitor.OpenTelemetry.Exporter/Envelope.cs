using System.Globalization;
using System.Text;
using System.Text.Json;
using OpenTelemetry.Resources;

namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>One item as Application Insights takes it. https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete</summary>
internal static class Envelope
{
    public static string Write(string key, string name, DateTime at, Resource resource, IEnumerable<KeyValuePair<string, string>> tags, string baseType, Action<Utf8JsonWriter> data)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("ver", 1);
            json.WriteString("name", name);
            json.WriteString("time", at.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("iKey", key);
            json.WriteStartObject("tags");
            foreach (var (tag, value) in Role(resource).Concat(tags))
            {
                json.WriteString(tag, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("data");
            json.WriteString("baseType", baseType);
            json.WriteStartObject("baseData");
            json.WriteNumber("ver", 2);
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static void Properties(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object>> tags)
    {
        json.WriteStartObject("properties");
        foreach (var (name, value) in tags)
        {
            json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, string>> Role(Resource resource)
    {
        var attributes = (resource?.Attributes ?? []).ToDictionary(attribute => attribute.Key, attribute => $"{attribute.Value}");
        if (attributes.TryGetValue("service.name", out var role))
        {
            yield return new("ai.cloud.role", role);
        }

        if (attributes.TryGetValue("service.instance.id", out var instance))
        {
            yield return new("ai.cloud.roleInstance", instance);
        }
    }
}
