namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// An identity-based policy of version 2012-10-17.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"/>
/// </summary>
public sealed class IamPolicy
{
    private readonly IReadOnlyList<IamStatement> _statements;

    private IamPolicy(IReadOnlyList<IamStatement> statements) => _statements = statements;

    /// <summary>All that it speaks of, in its order.</summary>
    public IReadOnlyList<IamGrant> Grants => [.. _statements.SelectMany(static statement => statement.Grants)];

    /// <summary>Reads a policy as it is written.</summary>
    /// <exception cref="IamPolicyException">IAM would not take it, or it says something that is not evaluated here.</exception>
    public static IamPolicy Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new IamPolicy(IamPolicyReader.Read(json));
    }

    /// <summary>A Deny wins; else the first Allow decides; without one it is refused.</summary>
    internal (bool Allowed, IamGrant? By) Decide(IamNeed need)
    {
        if (First(need, allows: false) is { } denial)
        {
            return (false, denial);
        }

        var allowance = First(need, allows: true);
        return (allowance is not null, allowance);
    }

    private IamGrant? First(IamNeed need, bool allows) =>
        _statements.Where(statement => statement.Allows == allows).Select(statement => statement.Covers(need)).FirstOrDefault(static grant => grant is not null);
}
