using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public sealed class DocumentNameTests
{
    [Fact]
    public void A_segment_never_climbs_out_of_its_folder() => DocumentName.Segment("../a b").ShouldBe("%2E%2E%2Fa%20b");

    [Theory]
    [InlineData("")]
    [InlineData("orders-dlq_1")]
    [InlineData("Zoë/..\\%2F 100%")]
    public void Text_comes_back_from_its_segment(string text) => DocumentName.Text(DocumentName.Segment(text)).ShouldBe(text);

    [Fact]
    public void A_long_text_is_cut_and_told_apart_by_a_hash()
    {
        var one = DocumentName.Segment(new string('ü', 200) + "1");
        var two = DocumentName.Segment(new string('ü', 200) + "2");

        one.Length.ShouldBeLessThanOrEqualTo(120);
        one.ShouldNotBe(two);
    }
}
