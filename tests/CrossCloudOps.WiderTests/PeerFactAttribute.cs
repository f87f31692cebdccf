using CrossCloudOps.WiderTests.Sqs;

namespace CrossCloudOps.WiderTests;

/// <summary>A test that needs a program of others: skipped where it is absent, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(string peer)
    {
        Peer = peer;
        Skip = AwsCli.All.TryGetValue(peer, out var cli) ? cli.SkipReason : Peers.SkipReason(peer);
    }

    /// <summary>An npm package, or one of <see cref="AwsCli.All"/>.</summary>
    public string Peer { get; }
}
