namespace CrossCloudOps.Logs.Reading;

/// <summary><c>async OrderService.save (/var/task/orders.js:12:5)</c>, or a place alone.</summary>
internal static class JavaScriptFrame
{
    private static readonly string[] Words = ["async ", "new ", "Object.", "Function.", "Module.", "exports."];

    public static bool TryRead(string call, out Frame frame)
    {
        call = call.TrimEnd('{', ' ', ',');
        var open = call.LastIndexOf(" (", StringComparison.Ordinal);
        if (open > 0 && call[^1] == ')')
        {
            return TryMake(call[..open], call[(open + 2)..^1], out frame);
        }

        frame = default;
        return !call.Has("(") && IsPlace(call) && TryMake("", call.Begins("async ") ? call["async ".Length..] : call, out frame);
    }

    private static bool TryMake(string function, string place, out Frame frame)
    {
        var file = WithoutPosition(place);
        frame = new Frame(TextLines.FileName(file), Function(function), IsOwn(place));
        return true;
    }

    private static bool IsPlace(string text) => text.Has(":") && char.IsAsciiDigit(text[^1]) && !text.AsSpan().Trim().Contains(" ", StringComparison.Ordinal);

    private static bool IsOwn(string place) =>
        !place.Has("node_modules") && !place.Begins("node:") && !place.Begins("internal/") && !place.Has("/var/runtime/") && !place.Begins("index ")
        && place is not ("<anonymous>" or "native") && (place.Has("/") || place.Has("\\") || place.Has("."));

    private static ReadOnlySpan<char> WithoutPosition(ReadOnlySpan<char> place)
    {
        var end = place.TrimEnd("0123456789:");
        return end.IsEmpty ? place : end;
    }

    /// <summary>Without what only says how it was called.</summary>
    private static string Function(string name)
    {
        var alias = name.IndexOf(" [as ", StringComparison.Ordinal);
        name = alias > 0 ? name[..alias] : name;
        for (var n = 0; n < Words.Length; n++)
        {
            if (name.Begins(Words[n]))
            {
                name = name[Words[n].Length..];
                n = -1;
            }
        }

        return name is "<anonymous>" or "eval" ? "" : name;
    }
}
