using System.Collections.Frozen;

namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// One operator on one key: one of the values must fit, and a key that the call does not have never fits.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>
/// </summary>
internal sealed record IamCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private static readonly FrozenSet<string> Operators = ["StringEquals", "StringLike"];

    /// <summary>What the services here know of their calls.</summary>
    private static readonly FrozenSet<string> Keys =
        FrozenSet.Create<string>(StringComparer.OrdinalIgnoreCase, "s3:prefix", "s3:delimiter", "s3:max-keys", "kms:ViaService");

    private readonly IReadOnlyList<IamPattern> _patterns = [.. Values.Select(static value => new IamPattern(value))];

    /// <exception cref="IamPolicyException">It is not evaluated here.</exception>
    public void Check()
    {
        if (!Operators.Contains(Operator))
        {
            throw new IamPolicyException($"The condition operator {Operator} is not known here.");
        }

        if (!Keys.Contains(Key))
        {
            throw new IamPolicyException($"The condition key {Key} is not known here.");
        }
    }

    public bool Fits(IamNeed need) =>
        need.Keys.FirstOrDefault(pair => pair.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)).Value is { } value
        && (Operator == "StringEquals" ? Values.Contains(value, StringComparer.Ordinal) : _patterns.Any(pattern => pattern.Matches(value)));
}
