using System.Text;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

public sealed class SpoolFormatTests
{
    private static readonly SpoolRecord One = new("1", SpoolScenario.Webhook("a:1"));
    private static readonly SpoolRecord Two = new("2", SpoolScenario.Webhook("a:2") with { Body = "{\"text\":\"line\\nbreak – “quoted” 🎉\"}\r\n" });

    [Fact]
    public void What_is_written_is_read_with_the_places_where_the_next_ones_begin()
    {
        var block = SpoolFormat.Block([SpoolFormat.Line(One), SpoolFormat.Line(Two)]);

        var (lines, end) = SpoolFormat.Read(block, 1000, isEnd: true);

        end.ShouldBe(1000 + block.Length);
        lines.Select(static l => l.End).ShouldBe([1000 + 1 + SpoolFormat.Line(One).Length, end]);
        lines.Select(static l => l.Record!.Id).ShouldBe(["1", "2"]);
        lines[1].Record!.Webhook.Body.ShouldBe(Two.Webhook.Body);
        lines[1].Record!.Webhook.Attributes.ShouldBe(Two.Webhook.Attributes);
        lines[1].Record!.Webhook.GroupId.ShouldBe(Two.Webhook.GroupId);
        lines[1].Record!.Webhook.DeduplicationId.ShouldBe(Two.Webhook.DeduplicationId);
    }

    [Fact]
    public void A_record_that_a_part_cuts_belongs_to_the_next_part()
    {
        var block = SpoolFormat.Block([SpoolFormat.Line(One), SpoolFormat.Line(Two)]);

        var (lines, end) = SpoolFormat.Read(block.AsMemory(0, block.Length - 3), 0, isEnd: false);

        lines.ShouldHaveSingleItem().Record!.Id.ShouldBe("1");
        end.ShouldBe(lines[0].End);
        SpoolFormat.Read(block.AsMemory((int)end), end, isEnd: true).Lines.ShouldHaveSingleItem().Record!.Id.ShouldBe("2");
    }

    [Fact]
    public void However_a_record_is_torn_neither_it_nor_its_neighbour_is_taken_for_another()
    {
        var (first, last) = (SpoolFormat.Block([SpoolFormat.Line(One)]), SpoolFormat.Block([SpoolFormat.Line(One with { Id = "3" })]));
        var torn = SpoolFormat.Block([SpoolFormat.Line(Two)]);

        for (var length = 1; length < torn.Length - 1; length++)
        {
            var (lines, _) = SpoolFormat.Read((byte[])[.. first, .. torn[..length], .. last], 0, isEnd: true);

            lines.Where(static l => l.Record is not null).Select(static l => l.Record!.Id).ShouldBe(["1", "3"]);
            lines.Count.ShouldBe(length == 1 ? 2 : 3);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"id":"1","webhook":{"body":"x","attributes":{},"groupId":"g"}}""")]
    [InlineData("""{"id":"1","webhook":{"attributes":{},"groupId":"g","deduplicationId":"d"}}""")]
    public void What_lacks_a_part_is_no_record(string line) =>
        SpoolFormat.Read(Encoding.UTF8.GetBytes(line + "\n"), 0, isEnd: true).Lines.ShouldHaveSingleItem().Record.ShouldBeNull();

    [Fact]
    public void A_part_without_an_end_of_a_line_is_a_line_so_that_nobody_stays_there()
    {
        var (lines, end) = SpoolFormat.Read(new byte[50], 100, isEnd: false);

        lines.ShouldHaveSingleItem().Record.ShouldBeNull();
        end.ShouldBe(150);
    }

    [Fact]
    public void A_segment_is_full_before_the_Blob_service_refuses_another_append()
    {
        const int mostAppends = 50_000;
        var least = new SpoolRecord(Guid.Empty.ToString("N"), WebhookWire.Write(new Webhook { Id = "1", Body = default, ReceivedAt = DateTimeOffset.UnixEpoch }, "1", "1"));

        (SpoolFormat.Block([SpoolFormat.Line(least)]).Length * (long)mostAppends).ShouldBeGreaterThan(new SpoolLimits().Segment);
    }

    [Fact]
    public void A_body_stands_in_the_store_as_it_is_but_for_what_JSON_must_escape() =>
        Encoding.UTF8.GetString(SpoolFormat.Line(Two)).ShouldContain("""{\"text\":\"line\\nbreak – “quoted” """);
}
