namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>Conditions joined by <c>&amp;&amp;</c> and <c>||</c>, the former first unless parentheses say otherwise.</summary>
internal static class Logic
{
    private const int Deepest = 100;

    public static Predicate<T> Parse<T>(PatternReader reader, Func<PatternReader, Predicate<T>> condition, int depth = 0)
    {
        var either = Both(reader, condition, depth);
        while (reader.Take("||"))
        {
            var (left, right) = (either, Both(reader, condition, depth));
            either = subject => left(subject) || right(subject);
        }

        return either;
    }

    private static Predicate<T> Both<T>(PatternReader reader, Func<PatternReader, Predicate<T>> condition, int depth)
    {
        var both = One(reader, condition, depth);
        while (reader.Take("&&"))
        {
            var (left, right) = (both, One(reader, condition, depth));
            both = subject => left(subject) && right(subject);
        }

        return both;
    }

    private static Predicate<T> One<T>(PatternReader reader, Func<PatternReader, Predicate<T>> condition, int depth)
    {
        if (!reader.Take("("))
        {
            return condition(reader);
        }

        var inner = depth < Deepest ? Parse(reader, condition, depth + 1) : throw reader.Unexpected("fewer parentheses");
        reader.Expect(")");
        return inner;
    }
}
