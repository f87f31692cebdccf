namespace CrossCloudOps.Logs.Reading;

/// <summary>Finds out the language.</summary>
internal static class Tracebacks
{
    public static Traceback? Read(string text)
    {
        if (!text.Has("\n") && !text.Has("Traceback") && !text.Has(" at ") && !text.Begins("at ") && !text.Has("\tat ") && !text.Has("panic: ") && !text.Has("File \"") && !text.Has("goroutine "))
        {
            return null;
        }

        var lines = TextLines.Of(text);
        return PythonTraceback.Read(lines) ?? GoTraceback.Read(lines) ?? AtTraceback.Read(lines) ?? RubyTraceback.Read(lines);
    }
}
