namespace CrossCloudOps.Logs.Reading;

/// <summary>What a traceback tells, in any language.</summary>
/// <param name="Chain">From the outermost exception to the root cause; never empty.</param>
/// <param name="Whole">Whether its beginning and its end are there.</param>
internal sealed record Traceback(IReadOnlyList<Thrown> Chain, bool Whole)
{
    public Thrown Outermost => Chain[0];

    public Thrown Root => Chain[^1];
}

/// <summary>One exception of a chain.</summary>
/// <param name="Type">Null if the text does not name it.</param>
/// <param name="Frames">Where it was thrown comes first.</param>
internal sealed record Thrown(string? Type, string Message, IReadOnlyList<Frame> Frames);

/// <summary>A call of a traceback, without what a new build changes: line numbers, addresses, names that a compiler made.</summary>
/// <param name="Place">The file's name or the class.</param>
/// <param name="Own">Not of the runtime nor of a library.</param>
internal readonly record struct Frame(string Place, string Function, bool Own);
