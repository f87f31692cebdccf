using System.Globalization;
using System.Text;
using System.Text.Json;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Reading;

public sealed class ShapeTests
{
    private const int MutationsOfEach = 40;

    private static readonly string[] Pieces =
        ["7", "42", "deadbeef", "3fa85f64-5717-4562-b3fc-2c963f66afa6", "2026-03-02T10:15:42Z", " ", "\n", "\t", "'", "\"", "{", "}", "\\", ":", "Error: ", "\u001b[31m", "\r", "at ", "\ud83d", "level\":50", "\\u0041", "caused by", "x1", "0x1f"];

    [Fact]
    public void What_is_remembered_of_a_shape_is_what_reading_it_anew_gives()
    {
        var random = new Random(20260302);
        var remembering = new ErrorReader();

        foreach (var events in GoldenCase.All.SelectMany(c => Enumerable.Range(0, MutationsOfEach).Select(_ => Mutated(c.Events, random))))
        {
            var remembered = Told(remembering, events);
            var anew = Told(new ErrorReader(), events);

            remembered.ShouldBe(anew, string.Join("\n===\n", events.Select(static e => JsonEncodedText.Encode(e.Message.Replace('\ud83d', '?')))));
        }
    }

    [Fact]
    public void Texts_of_one_shape_have_one_fingerprint()
    {
        var random = new Random(20260303);
        var byShape = new Dictionary<UInt128, ErrorKind>();
        var met = 0;

        foreach (var message in GoldenCase.All.SelectMany(static c => c.Events).SelectMany(e => Enumerable.Range(0, MutationsOfEach).Select(_ => OtherNumbers(e.Message, random))))
        {
            var shape = new LineShape();
            shape.Append(message);
            var kind = Kind(message);
            if (byShape.TryGetValue(shape.Hash, out var known))
            {
                met++;
                (kind.Fingerprint, kind.Level, kind.Detail).ShouldBe((known.Fingerprint, known.Level, known.Detail), message);
            }

            byShape[shape.Hash] = kind;
        }

        met.ShouldBeGreaterThan(GoldenCase.All.Count * MutationsOfEach / 2);
    }

    [Theory]
    [InlineData("order 17 of 3fa85f64-5717-4562-b3fc-2c963f66afa6", "order 0 of 0")]
    [InlineData("id abcdabcd-abcd-4abc-8abc-abcdabcdabcd is gone", "id 0 is gone")]
    [InlineData("at 2026-03-02T10:15:42.118Z in 12.5 ms", "at 0 in 0 ms")]
    [InlineData("Base64Decoder.decode0 of v2", "Base64Decoder.decode0 of v2")]
    [InlineData("0xc000123 and 7f3a9c21b0", "0 and 0")]
    [InlineData("\u001b[1;31mred\u001b[0m line\r\n", "red line\n")]
    [InlineData("""{"level":50,"ms":1.5e-7,"list":[1,2,3],"text":"a\n12 \u00e9 \u001b[31mred"}""", """{"level":50,"ms":0,"list":[0],"text":"a\n0 \u00e9 red"}""")]
    public void Masks_what_differs_between_alike_lines(string text, string masked)
    {
        var shape = new LineShape();

        shape.Append(text);

        shape.ToString().ShouldBe(masked);
    }

    [Fact]
    public void Masked_JSON_is_still_JSON()
    {
        foreach (var message in GoldenCase.All.SelectMany(static c => c.Events).Select(static e => e.Message).Where(static m => m.StartsWith('{') && m.EndsWith('}')))
        {
            var shape = new LineShape();

            shape.Append(message);

            Should.NotThrow(() => JsonDocument.Parse(shape.ToString()).Dispose(), message);
        }
    }

    private static ErrorKind Kind(string message) => new ErrorReader().Read([new LogEvent("1", 0, message)]).Single().Kind;

    private static string Told(ErrorReader reader, IReadOnlyList<LogEvent> events) =>
        string.Join('\n', reader.Read(events).Select(static e => $"{e.Kind.Fingerprint} {e.Kind.Level} {e.Kind.Detail} {string.Join(',', e.Events)} {e.RequestId}"));

    private static List<LogEvent> Mutated(IReadOnlyList<LogEvent> events, Random random) =>
        [.. events.Select(e => e with { Message = random.Next(3) == 0 ? Broken(e.Message, random) : OtherNumbers(e.Message, random) })];

    private static string OtherNumbers(string message, Random random)
    {
        var text = new StringBuilder(message);
        for (var n = 0; n < text.Length; n++)
        {
            if (char.IsAsciiDigit(text[n]) && random.Next(2) == 0)
            {
                text[n] = random.Next(10).ToString(CultureInfo.InvariantCulture)[0];
            }
        }

        return text.ToString();
    }

    private static string Broken(string message, Random random)
    {
        var text = message;
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + random.Next(6));
            text = text[..at] + Pieces[random.Next(Pieces.Length)] + text[end..];
        }

        return text;
    }
}
