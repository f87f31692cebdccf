namespace CrossCloudOps.Problems;

/// <summary>Whose problem it is, by the first segment of its key.</summary>
internal sealed class ProblemKinds(IEnumerable<IProblemKind> kinds)
{
    private readonly Dictionary<string, IProblemKind> _kinds = kinds.ToDictionary(static k => k.Kind);

    public IProblemKind? Of(string key) => _kinds.GetValueOrDefault(key.Split('/')[0]);
}
