namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>Who makes a call, and is held to a policy.</summary>
internal sealed class IamCaller(IamEmulator iam, string principal, IamPolicy policy)
{
    /// <summary>Why a call is refused that needs all of this; null if it is allowed.</summary>
    public IamRefusal? Refusal(IEnumerable<IamNeed> needs)
    {
        foreach (var need in needs)
        {
            var (allowed, by) = policy.Decide(need);
            iam.Record(need, allowed, by);
            if (!allowed)
            {
                return new IamRefusal(principal, need, IsExplicit: by is not null);
            }
        }

        return null;
    }

    /// <summary>Why a call that may be made is not told the truth; null if it is. That is no refusal of the call.</summary>
    public IamRefusal? Hides(IamNeed need)
    {
        var (allowed, by) = policy.Decide(need);
        if (!allowed)
        {
            return new IamRefusal(principal, need, IsExplicit: by is not null);
        }

        iam.Record(need, allowed, by);
        return null;
    }
}
