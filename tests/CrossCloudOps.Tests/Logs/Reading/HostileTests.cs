using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Reading;

public sealed class HostileTests
{
    private const int Million = 1_000_000;

    public static TheoryData<string, string> Texts => new()
    {
        { "letters", new string('a', Million) },
        { "digits", new string('7', Million) },
        { "spaces", new string(' ', Million) },
        { "quotes", new string('\'', Million) },
        { "escapes", new string('\u001b', Million) },
        { "commands without end", string.Concat(Enumerable.Repeat("\u001b]0;", Million / 4)) },
        { "halves of surrogate pairs", new string('\ud83d', Million) },
        { "hyphens", new string('-', Million) },
        { "brackets", new string('[', Million) },
        { "equals", "level=error " + new string('=', Million) },
        { "deep JSON", string.Concat(Enumerable.Repeat("{\"a\":", Million / 10)) + "1" + new string('}', Million / 10) },
        { "deep lists", "{\"message\":" + new string('[', Million / 10) + new string(']', Million / 10) + "}" },
        { "many fields", "{" + string.Join(',', Enumerable.Range(0, Million / 20).Select(static n => $"\"k{n}\":{n}")) + "}" },
        { "JSON with half a pair as name", "{\"\\ud83d\":1,\"message\":\"x\"}" },
        { "JSON in a long line", "{\"level\":\"error\",\"message\":\"" + new string('x', Million) + "\"}" },
        { "a template that grows", "{\"@t\":\"\",\"@mt\":\"" + string.Concat(Enumerable.Repeat("{a}", Million / 6)) + "\",\"a\":\"" + new string('x', Million / 2) + "\"}" },
        { "many lines", string.Concat(Enumerable.Repeat("line\n", Million / 10)) },
        { "many frames", "java.lang.Error: x\n" + string.Concat(Enumerable.Repeat("\tat a.b.C.d(C.java:1)\n", Million / 25)) },
        { "many causes", string.Concat(Enumerable.Repeat("Caused by: a.b.C: x\n", Million / 20)) },
        { "arrows", "a.b.CException: x" + string.Concat(Enumerable.Repeat(" ---> a.b.CException: x", Million / 30)) },
        { "many Python tracebacks", string.Concat(Enumerable.Repeat("Traceback (most recent call last):\n  File \"a\", line 1, in b\nE: x\n\n", Million / 70)) },
        { "long message before frames", "a.b.CException: x\n" + string.Concat(Enumerable.Repeat("words\n", Million / 10)) + "\tat a.b.C.d(C.java:1)" },
        { "many goroutines", "panic: x\n\n" + string.Concat(Enumerable.Repeat("goroutine 1 [running]:\nmain.f()\n\t/a/b.go:1\n\n", Million / 50)) },
        { "many requests", string.Concat(Enumerable.Repeat("00000000-0000-0000-0000-000000000000 ", Million / 37)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reads_whatever_is_written(string what, string text)
    {
        var events = new[] { new LogEvent(what, 0, text), new LogEvent(what, 1, "\tat a.b.C.d(C.java:1)") };

        var errors = new ErrorReader().Read(events).ToList();

        errors.SelectMany(static e => e.Events).Order().ShouldBe([0, 1]);
        errors.ShouldAllBe(static e => e.Kind.Title.Length > 0 && e.Kind.Title.Length <= 200 && e.Kind.Fingerprint.Length == 16);
        errors.ShouldAllBe(static e => !e.Kind.Title.Any(char.IsControl) && !e.Kind.Title.Any(char.IsSurrogate));
        ErrorReader.TextOf(errors[0], events).Any(char.IsSurrogate).ShouldBeFalse();
    }

    [Fact]
    public void Joins_a_traceback_of_a_hundred_thousand_events()
    {
        var events = Enumerable.Range(0, 100_000).Select(static n => new LogEvent($"{n}", n / 100, n == 0 ? "java.lang.StackOverflowError: null" : $"\tat a.b.C.d(C.java:{n})")).ToList();

        var error = new ErrorReader().Read(events).Single();

        error.Events.Count.ShouldBe(events.Count);
        error.Kind.Title.ShouldBe("StackOverflowError: null");
    }

    [Fact]
    public void Forgets_shapes_when_there_are_too_many()
    {
        var events = Enumerable.Range(0, 20_000).Select(static n => new LogEvent($"{n}", n * 10_000L, $"ERROR cannot find {Letters(n)}")).ToList();

        var errors = new ErrorReader().Read(events).ToList();

        errors.Count.ShouldBe(events.Count);
        errors.Select(static e => e.Kind.Fingerprint).Distinct().Count().ShouldBe(events.Count);
    }

    private static string Letters(int number) => string.Concat($"{number:00000}".Select(static d => (char)('a' + d - '0')));
}
