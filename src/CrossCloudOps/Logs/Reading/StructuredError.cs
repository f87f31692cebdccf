using System.Text.Json;

namespace CrossCloudOps.Logs.Reading;

/// <summary>The exception that a JSON record tells in fields: of Lambda, ECS, pino, Powertools, structlog, Serilog and others.</summary>
internal static class StructuredError
{
    private const int MostCauses = 10;
    private const int MostFrames = 200;

    private static readonly string[] Types =
    [
        "errortype", "error.type", "err.type", "error.name", "err.name", "exception_name", "exception.type", "exception.class", "exception.exception_class", "exception_class",
        "exception.name", "exception.typename", "error.class", "error_type", "exceptiontype", "exc_type", "error.kind", "error.errortype", "exception.classname", "stack_trace.type",
    ];

    private static readonly string[] Messages =
    [
        "errormessage", "error.message", "err.message", "exception.message", "exception_message", "exception.exception_message", "exc_value", "error_message",
        "error.errormessage", "stack_trace.value", "error.msg", "error", "err",
    ];

    private static readonly string[] Stacks =
    [
        "stack_trace", "stacktrace", "error.stack_trace", "error.stack", "error.stacktrace", "err.stack", "exception.stacktrace", "exception.stack_trace", "exception.stack", "@x", "exception",
        "exc_info", "exc_text", "stack", "trace", "traceback", "errorverbose", "error.trace", "exception.stacktracestring", "err.stacktrace", "thrown.extendedstacktrace",
    ];

    private static readonly string[] Causes = ["cause", "error.cause", "err.cause", "innerexception", "error.inner", "exception.innerexception", "exception.cause"];
    private static readonly string[] Functions = ["function", "name", "label", "method", "methodname"];
    private static readonly string[] Places = ["classname", "class", "declaringclass", "filename", "file", "path"];

    /// <summary>Null if no field tells of an exception.</summary>
    public static Traceback? Read(LogFields fields, int depth = 0)
    {
        var stack = fields.First(Stacks);
        var type = fields.FirstText(Types);
        var message = fields.FirstText(Messages);
        var traceback = stack is { } value ? OfStack(value) : null;
        var cause = depth < MostCauses && fields.First(Causes) is { ValueKind: JsonValueKind.Object } inner ? Read(LogFields.Of(inner), depth + 1) : null;
        if (traceback is null && stack is { ValueKind: JsonValueKind.String } line && LogFields.TextOf(line) is { } text
            && ExceptionHead.TryRead(text.Split('\n')[0], strict: type is null, out var named, out var said))
        {
            (type, message) = (type ?? named, message ?? said);
        }

        if (traceback is null && type is null && cause is null)
        {
            return null;
        }

        var first = traceback?.Outermost;
        var outermost = new Thrown(type is null || first?.Type?.EndsWith(type, StringComparison.Ordinal) == true ? first?.Type ?? type : type, MessageOf(first, message), first?.Frames ?? []);
        var rest = traceback is { Chain.Count: > 1 } ? traceback.Chain.Skip(1) : cause?.Chain ?? [];
        return new Traceback([outermost, .. rest], true);
    }

    private static string MessageOf(Thrown? first, string? field) => first?.Type is not null && first.Message.Length > 0 ? first.Message : field ?? first?.Message ?? "";

    private static Traceback? OfStack(JsonElement stack) => stack.ValueKind switch
    {
        JsonValueKind.String => OfText(LogFields.TextOf(stack)!),
        JsonValueKind.Array => OfList(stack),
        JsonValueKind.Object => LogFields.Of(stack).First(["frames"]) is { ValueKind: JsonValueKind.Array } frames ? OfFrames(frames) : null,
        _ => null,
    };

    private static Traceback? OfText(string text) => Tracebacks.Read(text) ?? GoTraceback.ReadStack(text);

    private static Traceback? OfList(JsonElement list)
    {
        if (list.GetArrayLength() == 0)
        {
            return null;
        }

        if (list[0].ValueKind == JsonValueKind.Object)
        {
            // structlog: a list of exceptions, each with its frames.
            return LogFields.Of(list[0]) is var first && first.First(["frames"]) is { ValueKind: JsonValueKind.Array } frames && OfFrames(frames) is { } traceback
                ? traceback with { Chain = [traceback.Outermost with { Type = first.FirstText(Types), Message = first.FirstText(Messages) ?? "" }] }
                : OfFrames(list);
        }

        var lines = list.EnumerateArray().Select(static l => (LogFields.TextOf(l) ?? "").TrimEnd()).Where(static l => l.Length > 0).ToList();
        return OfText(string.Join('\n', lines))
            ?? AtTraceback.Read([.. lines.Select(static l => $"    at {l.Trim()}")])
            ?? OfRuby(lines);
    }

    private static Traceback? OfRuby(List<string> lines)
    {
        var frames = lines.Select(RubyTraceback.FrameOf).OfType<Frame>().ToList();
        return frames.Count == 0 ? null : new Traceback([new Thrown(null, "", frames)], false);
    }

    private static Traceback? OfFrames(JsonElement list)
    {
        var frames = new List<Frame>();
        var python = false;
        foreach (var element in list.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.Object).Take(MostFrames))
        {
            var fields = LogFields.Of(element);
            if (fields.FirstText(Functions) is { } function)
            {
                var place = fields.FirstText(Places) ?? "";
                python |= place.EndsWith(".py", StringComparison.Ordinal);
                frames.Add(new Frame(TextLines.FileName(place), function, !PythonTraceback.IsLibrary(place) && !GoTraceback.IsLibrary(place, function) && !JavaFrame.IsLibrary(place)));
            }
        }

        if (python)
        {
            frames.Reverse();
        }

        return frames.Count == 0 ? null : new Traceback([new Thrown(null, "", frames)], false);
    }
}
