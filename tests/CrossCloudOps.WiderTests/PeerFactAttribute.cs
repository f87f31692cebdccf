namespace CrossCloudOps.WiderTests;

/// <summary>A test against an npm package of <c>peers/</c>; skipped where that is not installed, unless in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(string package)
    {
        Package = package;
        Skip = Peers.SkipReason(package);
    }

    public string Package { get; }
}
