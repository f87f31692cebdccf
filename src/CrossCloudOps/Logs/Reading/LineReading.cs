namespace CrossCloudOps.Logs.Reading;

/// <summary>What one event, or the joined events of one error, say.</summary>
internal sealed record LineReading
{
    public LogLevel Level { get; init; }

    public ErrorDetail Detail { get; init; } = ErrorDetail.Line;

    /// <summary>What is wrong, without the prefixes of a line.</summary>
    public string Message { get; init; } = "";

    /// <summary>The message before values were put into it, if the line tells it.</summary>
    public string? Template { get; init; }

    /// <summary>The exception's type, also where no traceback is told.</summary>
    public string? Type { get; init; }

    public Traceback? Traceback { get; init; }

    /// <summary>Never throws, and takes time in proportion to the text's length.</summary>
    /// <param name="text">Without terminal escapes and halves of surrogate pairs.</param>
    public static LineReading Of(string text) =>
        LambdaLine.TryRead(text) ?? StructuredLine.TryRead(text, LogLevel.Unknown) ?? PlainLine.Read(text);
}
