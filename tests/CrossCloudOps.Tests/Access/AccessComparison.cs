using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Tests.Access;

/// <summary>What a policy grants against what was called: nothing missing, nothing more.</summary>
internal sealed record AccessComparison(IReadOnlyList<string> Missing, IReadOnlyList<string> Unused, IReadOnlyList<string> TooWide)
{
    public static AccessComparison Of(IamPolicy policy, IamEmulator iam)
    {
        var used = iam.Uses.Select(static use => use.Grant).ToHashSet();
        var unused = policy.Grants.Where(grant => !used.Contains(grant)).ToList();
        return new AccessComparison(
            [.. iam.Denials.Select(static denial => $"{denial.Action} on {denial.Resource}").Order(StringComparer.Ordinal)],
            [
                .. Distinct(unused, static grant => $"{grant.Statement}: {grant.Action}").Except(Distinct(used, static grant => $"{grant.Statement}: {grant.Action}")),
                .. Distinct(unused, static grant => $"{grant.Statement}: on {grant.Resource}").Except(Distinct(used, static grant => $"{grant.Statement}: on {grant.Resource}")),
            ],
            [.. policy.Grants.Where(static grant => grant.Resource == "*" || grant.Action.AsSpan().ContainsAny('*', '?')).Select(static grant => grant.ToString())]);
    }

    public void ShouldBeExact() => (Missing.Count + Unused.Count + TooWide.Count).ShouldBe(0, ToString());

    public override string ToString() => string.Join('\n',
    [
        .. Listed("Needed, and not granted:", Missing),
        .. Listed("Granted, and never needed:", Unused),
        .. Listed("Granted without limits:", TooWide),
    ]);

    private static IEnumerable<string> Distinct(IEnumerable<IamGrant> grants, Func<IamGrant, string> text) => grants.Select(text).Distinct();

    private static IEnumerable<string> Listed(string title, IReadOnlyList<string> lines) => lines.Count == 0 ? [] : [title, .. lines.Select(static line => $"  {line}")];
}
