using CrossCloudOps.DeadLetters.Lists;

namespace CrossCloudOps.Tests.DeadLetters.Lists;

/// <summary>What people type behind <c>/ops dead-letters</c>.</summary>
public sealed class ListRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("orders-dlq since 2h until 30m matching \"order 4711\" closed")]
    [InlineData("closed matching “order 4711” until 30m since 2h orders-dlq")]
    [InlineData("  Since 2H   orders-dlq CLOSED until \"30m\" matching \"order 4711\"  ")]
    public void Words_may_stand_in_any_order(string line)
    {
        var request = ListRequest.Parse(line, Now);

        request.ShouldBe(new ListRequest { Queue = "orders-dlq", Since = Now.AddHours(-2), Until = Now.AddMinutes(-30), Matching = "order 4711", IsClosed = true });
    }

    [Theory]
    [InlineData("30m", "2026-11-21T11:30:00Z")]
    [InlineData("2h", "2026-11-21T10:00:00Z")]
    [InlineData("3d", "2026-11-18T12:00:00Z")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20T10:00", "2026-11-20T10:00:00Z")]
    [InlineData("2026-11-20t10:00:05z", "2026-11-20T10:00:05Z")]
    public void A_time_is_a_length_before_now_or_a_moment_in_UTC(string typed, string moment) =>
        ListTime.Parse(typed, Now).ShouldBe(DateTimeOffset.Parse(moment, null));

    [Theory]
    [InlineData("0h")]
    [InlineData("h")]
    [InlineData("2")]
    [InlineData("-2h")]
    [InlineData("99999999999d")]
    [InlineData("100000w")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("20.11.2026")]
    public void Anything_else_is_no_time(string typed) => ListTime.Parse(typed, Now).ShouldBeNull();

    [Theory]
    [InlineData("orders-dlq since yesterday", "yesterday")]
    [InlineData("orders-dlq since", "since")]
    [InlineData("orders-dlq until", "until")]
    [InlineData("matching", "matching")]
    [InlineData("matching \"\"", "")]
    [InlineData("orders-dlq order 4711", "order")]
    [InlineData("orders-dlq since 1h until 2h", "since")]
    [InlineData("matching \"order 4711", "matching \"order 4711")]
    public void A_fault_names_the_word(string line, string word) => ListRequest.Parse(line, Now).Fault.ShouldNotBeNull().Word.ShouldBe(word);

    [Fact]
    public void A_text_that_is_too_long_for_the_buttons_is_refused()
    {
        ListRequest.Parse($"matching \"{new string('x', 200)}\"", Now).Fault.ShouldBeNull();
        ListRequest.Parse($"matching \"{new string('x', 201)}\"", Now).Fault.ShouldNotBeNull();
        ListRequest.Parse($"matching \"{new string('漢', 34)}\"", Now).Fault.ShouldNotBeNull();
    }

    [Fact]
    public void A_keyword_in_quotation_marks_is_a_queue() => ListRequest.Parse("\"closed\"", Now).ShouldBe(new ListRequest { Queue = "closed" });
}
