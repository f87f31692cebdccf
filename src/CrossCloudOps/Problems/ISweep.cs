namespace CrossCloudOps.Problems;

/// <summary>What is looked through whole, once a day: to find what a death left behind, and to let go of what is old.</summary>
internal interface ISweep
{
    Task SweepAsync(CancellationToken cancellationToken);
}
