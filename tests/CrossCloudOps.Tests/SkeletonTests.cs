namespace CrossCloudOps.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void A_segment_of_a_name_never_climbs_out_of_its_folder() =>
        Storage.DocumentName.Segment("../a b").ShouldBe("%2E%2E%2Fa%20b");
}
