using System.Text.Json;

namespace CrossCloudOps.Emulators.Sts;

/// <summary>
/// Whom a role lets in, as its trust policy says: statements that allow <c>sts:AssumeRoleWithWebIdentity</c> to an OIDC provider under
/// <c>StringEquals</c>. Whatever else stands in one is not known here, and refused when the role is made.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"/>
/// </summary>
internal sealed class TrustPolicy
{
    private const string Action = "sts:AssumeRoleWithWebIdentity";

    private readonly List<(string Provider, Dictionary<string, string> Equal)> _statements = [];

    public static TrustPolicy Parse(string json)
    {
        var policy = new TrustPolicy();
        using var document = JsonDocument.Parse(json);
        Only(document.RootElement, "Version", "Statement");
        foreach (var statement in document.RootElement.GetProperty("Statement").EnumerateArray())
        {
            Only(statement, "Sid", "Effect", "Principal", "Action", "Condition");
            Only(statement.GetProperty("Principal"), "Federated");
            if (!statement.GetProperty("Effect").ValueEquals("Allow") || !statement.GetProperty("Action").ValueEquals(Action))
            {
                throw new ArgumentException($"Only statements that allow {Action} are known here.", nameof(json));
            }

            var equal = new Dictionary<string, string>();
            if (statement.TryGetProperty("Condition", out var condition))
            {
                Only(condition, "StringEquals");
                equal = condition.GetProperty("StringEquals").EnumerateObject().ToDictionary(static key => key.Name, static key => key.Value.GetString()!);
            }

            policy._statements.Add((statement.GetProperty("Principal").GetProperty("Federated").GetString()!, equal));
        }

        return policy;
    }

    public bool Allows(string providerArn, OpenIdConnectProvider provider, WebIdentity token) =>
        _statements.Any(statement => statement.Provider == providerArn && statement.Equal.All(condition => Value(condition.Key, provider, token) == condition.Value));

    private static string? Value(string key, OpenIdConnectProvider provider, WebIdentity token) =>
        key == $"{provider.Name}:aud" ? token.Audience : key == $"{provider.Name}:sub" ? token.Subject : null;

    private static void Only(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw new ArgumentException($"{property.Name} is not known here.", nameof(element));
            }
        }
    }
}
