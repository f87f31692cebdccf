namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>
/// <c>[ip, ..., status=4* || status=5*, bytes>1000]</c>: the fields of a line in their order. The last one holds the rest of the line, and
/// <c>...</c> any number of fields.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-space-delimited-log-events.html"/>
/// </summary>
internal sealed class FieldPattern : FilterPattern
{
    private readonly List<Predicate<string>?> _head = [];
    private readonly List<Predicate<string>?> _tail = [];
    private bool _open;

    public static new FieldPattern Parse(string pattern)
    {
        var fields = new FieldPattern();
        var reader = new PatternReader(pattern);
        reader.Expect("[");
        do
        {
            fields.Read(reader);
        }
        while (reader.Take(","));

        reader.Expect("]");
        reader.SkipSpace();
        return reader.AtEnd ? fields : throw reader.Unexpected("the end");
    }

    public override bool Matches(string message)
    {
        var fields = _open ? Fields.Split(message) : Fields.Split(message, _head.Count);
        return fields.Count >= _head.Count + _tail.Count && Hold(_head, fields, 0) && Hold(_tail, fields, fields.Count - _tail.Count);
    }

    private static bool Hold(List<Predicate<string>?> conditions, List<string> fields, int first)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            if (conditions[i]?.Invoke(fields[first + i]) == false)
            {
                return false;
            }
        }

        return true;
    }

    private void Read(PatternReader reader)
    {
        if (reader.Take("..."))
        {
            _open = _open ? throw reader.Unexpected("only one ellipsis") : true;
            return;
        }

        string? name = null;
        var condition = Logic.Parse<string>(reader, inner => ReadCondition(inner, ref name));
        (_open ? _tail : _head).Add(condition);
    }

    /// <summary>A name alone takes any text; conditions on one field all call it by the same name.</summary>
    private static Predicate<string> ReadCondition(PatternReader reader, ref string? name)
    {
        reader.SkipSpace();
        var called = reader.ReadWhile(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-', "a field's name");
        name ??= called;
        if (name != called)
        {
            throw new FilterPatternException($"Invalid filter pattern: the field '{name}' is called '{called}', too.");
        }

        return Comparison.TryRead(reader) is { } comparison ? text => comparison.Matches(text, Comparison.Number(text)) : static _ => true;
    }
}
