using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary><c>$.requestParameters.users[0].['cluster.name']</c>: names and places on the way to a value.</summary>
internal sealed class JsonSelector
{
    private readonly List<(string? Name, int Place)> _steps = [];

    public static JsonSelector Read(PatternReader reader)
    {
        var selector = new JsonSelector();
        reader.Expect("$");
        while (reader.Next is '.' or '[')
        {
            selector._steps.Add(ReadStep(reader));
        }

        return selector._steps.Count > 0 ? selector : throw reader.Unexpected("a property");
    }

    public JsonElement? Find(JsonElement json)
    {
        var value = json;
        foreach (var (name, place) in _steps)
        {
            if (name is not null && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var property))
            {
                value = property;
            }
            else if (name is null && value.ValueKind == JsonValueKind.Array && place < value.GetArrayLength())
            {
                value = value[place];
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    private static (string? Name, int Place) ReadStep(PatternReader reader)
    {
        if (reader.Take(".") && reader.Next != '[')
        {
            return (reader.ReadWhile(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-', "a property's name"), 0);
        }

        reader.Expect("[");
        if (reader.Next is '\'' or '"')
        {
            var name = reader.ReadQuoted(reader.Next);
            reader.Expect("]");
            return (name, 0);
        }

        var digits = reader.ReadWhile(char.IsAsciiDigit, "a place in the array");
        reader.Expect("]");
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? (null, place) : throw reader.Unexpected("a smaller place");
    }
}
