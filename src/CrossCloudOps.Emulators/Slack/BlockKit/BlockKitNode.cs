using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>
/// An object of a block tree while it is checked. Each check names a field; fields that no check named are reported
/// at the end, because Slack refuses what it does not know.
/// </summary>
internal sealed class BlockKitNode(JsonElement element, string pointer, List<BlockKitFault> faults)
{
    private readonly HashSet<string> _known = ["type"];

    public JsonElement Element => element;

    public string Pointer => pointer;

    public string? Type => StringOf("type");

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public string? StringOf(string field) =>
        Has(field) && element.GetProperty(field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Has(string field) =>
        IsObject && element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    public void Fault(string message, string? at = null) => faults.Add(new BlockKitFault(pointer + at, message));

    /// <summary>Fields that are allowed and not looked at.</summary>
    public void Allow(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            _known.Add(field);
        }
    }

    /// <summary>Looks at a field; null when it is absent, which is a fault if it is required.</summary>
    public JsonElement? Field(string field, bool required = false)
    {
        _known.Add(field);
        if (Has(field))
        {
            return element.GetProperty(field);
        }

        if (required)
        {
            Fault($"missing required field: {field}");
        }

        return null;
    }

    public BlockKitNode? Object(string field, bool required = false)
    {
        if (Field(field, required) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new BlockKitNode(value, $"{pointer}/{field}", faults);
        }

        Fault("must be an object", "/" + field);
        return null;
    }

    public void String(string field, int max, bool required = false, int min = 1)
    {
        if (Field(field, required) is not { } value)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fault("must be a string", "/" + field);
            return;
        }

        var length = value.GetString()!.Length;
        if (length < min)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"must be more than {min - 1} characters"), "/" + field);
        }
        else if (length > max)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"must be less than {max + 1} characters"), "/" + field);
        }
    }

    public void Flag(string field)
    {
        if (Field(field) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Fault("must be a boolean", "/" + field);
        }
    }

    public int? Number(string field, int min, int max)
    {
        if (Field(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            Fault("must be an integer", "/" + field);
            return null;
        }

        if (number < min || number > max)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"must be between {min} and {max}"), "/" + field);
        }

        return number;
    }

    public void OneOf(string field, params string[] allowed)
    {
        if (Field(field) is { } value && (value.ValueKind != JsonValueKind.String || !allowed.Contains(value.GetString())))
        {
            Fault($"must be one of: {string.Join(", ", allowed)}", "/" + field);
        }
    }

    /// <summary>The items of a list as nodes; items that are no objects are faults.</summary>
    public IReadOnlyList<BlockKitNode> List(string field, int max, bool required = false, int min = 1)
    {
        if (Field(field, required) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault("must be an array", "/" + field);
            return [];
        }

        var count = value.GetArrayLength();
        if (count < min)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"no fewer than {min} items allowed"), "/" + field);
        }
        else if (count > max)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"no more than {max} items allowed"), "/" + field);
        }

        return Items(value, $"{pointer}/{field}", faults);
    }

    public static IReadOnlyList<BlockKitNode> Items(JsonElement list, string pointer, List<BlockKitFault> faults)
    {
        var nodes = new List<BlockKitNode>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var node = new BlockKitNode(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), faults);
            if (node.IsObject)
            {
                nodes.Add(node);
            }
            else
            {
                node.Fault("must be an object");
            }
        }

        return nodes;
    }

    /// <summary>Reports the fields that no check named.</summary>
    public void NothingElse()
    {
        foreach (var property in element.EnumerateObject().Where(one => !_known.Contains(one.Name)))
        {
            Fault($"invalid additional property: {property.Name}");
        }
    }
}
