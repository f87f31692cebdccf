using System.Collections.Frozen;

namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>One right that a call needs: an action on a resource, and what conditions may ask about the call.</summary>
internal sealed record IamNeed(string Action, string Resource)
{
    public IReadOnlyDictionary<string, string> Keys { get; init; } = FrozenDictionary<string, string>.Empty;
}
