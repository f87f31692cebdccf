namespace CrossCloudOps.Logs.Reading;

/// <summary>What alike errors have in common.</summary>
/// <param name="Fingerprint">16 hexadecimal digits. It never depends on ids, numbers, times or line numbers.</param>
/// <param name="Title">One line, such as <c>ValueError: bad total</c>; of the first one that was read.</param>
internal sealed record ErrorKind(string Fingerprint, string Title, LogLevel Level, ErrorDetail Detail);

/// <summary>How much of an error its events tell.</summary>
internal enum ErrorDetail
{
    /// <summary>Surely not all: lines of a traceback without its beginning or its end.</summary>
    Part,

    /// <summary>One line. Whether a traceback belongs to it can be told only from the events around it.</summary>
    Line,

    /// <summary>A whole traceback, or a record with fields that needs none.</summary>
    Whole,
}

/// <summary>What a line says of its own weight.</summary>
internal enum LogLevel
{
    Unknown,
    Debug,
    Info,
    Warning,
    Error,
    Fatal,
}
