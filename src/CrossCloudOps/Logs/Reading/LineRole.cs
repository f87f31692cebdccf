namespace CrossCloudOps.Logs.Reading;

/// <summary>What a line may be to the lines before it.</summary>
internal enum LineRole
{
    Plain,
    Blank,
    Indented,
    PythonHead,
    PythonFrame,
    PythonGroup,
    PythonBetween,
    PythonType,
    ExceptionHead,
    AtFrame,
    Cause,
    ObjectEnd,
    GoPanic,
    GoSignal,
    Goroutine,
    GoCall,
    NodeSource,
    NodeThrow,
    Start,
    Report,
}

/// <summary>What kind of line may come next.</summary>
internal enum OpenEnd
{
    /// <summary>Nothing belongs to it.</summary>
    Closed,

    /// <summary>A line of the log, behind which a traceback may follow.</summary>
    Line,

    /// <summary>.NET's console: the message is on indented lines of its own.</summary>
    Category,

    Thrown,
    PythonFrames,

    /// <summary>As Lambda writes it: what was thrown stands before the frames already.</summary>
    PythonToldFrames,

    PythonEnd,
    PythonBetween,
    AtFrames,
    GoPanic,
    GoFrames,
    NodeSource,
}
