using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// Reads the JSON of a policy, strictly.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
/// </summary>
internal static partial class IamPolicyReader
{
    private const string Version = "2012-10-17";

    public static IReadOnlyList<IamStatement> Read(string json)
    {
        using var document = Parse(json);
        var policy = document.RootElement;
        CheckNames(policy, "A policy", ["Version", "Id", "Statement"]);
        if (!policy.TryGetProperty("Version", out var version) || version.ToString() != Version)
        {
            throw new IamPolicyException($"The policy's Version must be {Version}.");
        }

        if (!policy.TryGetProperty("Statement", out var given))
        {
            throw new IamPolicyException("A policy needs a Statement.");
        }

        IReadOnlyList<IamStatement> statements = [.. Several(given).Select(Statement)];
        return statements.CountBy(static statement => statement.Sid).FirstOrDefault(static sid => sid.Value > 1).Key is { } twice
            ? throw new IamPolicyException($"There are two statements {twice}.")
            : statements;
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            throw new IamPolicyException($"The policy is not JSON: {fault.Message}");
        }
    }

    private static IamStatement Statement(JsonElement statement, int index)
    {
        CheckNames(statement, "A statement", ["Sid", "Effect", "Action", "Resource", "Condition"]);
        var sid = statement.TryGetProperty("Sid", out var given) ? given.ToString() : $"#{index}";
        if (given.ValueKind != JsonValueKind.Undefined && !Alphanumeric().IsMatch(sid))
        {
            throw new IamPolicyException($"A Sid has letters and digits alone: {sid}.");
        }

        var allows = Required(statement, sid, "Effect").ToString() switch
        {
            "Allow" => true,
            "Deny" => false,
            var other => throw new IamPolicyException($"{sid}: the Effect {other} is neither Allow nor Deny."),
        };
        return new IamStatement(
            sid,
            allows,
            [.. Texts(Required(statement, sid, "Action"), sid).Select(action => Action(action, sid))],
            [.. Texts(Required(statement, sid, "Resource"), sid).Select(resource => Resource(resource, sid))],
            [.. statement.TryGetProperty("Condition", out var condition) ? Conditions(condition, sid) : []]);
    }

    /// <summary>Of a service that is written out.</summary>
    private static string Action(string action, string sid) =>
        action == "*" || ServiceAction().IsMatch(action) ? action : throw new IamPolicyException($"{sid}: {action} is not an action.");

    private static string Resource(string resource, string sid)
    {
        if (resource.Contains("${", StringComparison.Ordinal))
        {
            throw new IamPolicyException($"{sid}: policy variables are not known here: {resource}.");
        }

        return resource == "*" || Arn().IsMatch(resource) ? resource : throw new IamPolicyException($"{sid}: {resource} is not an ARN.");
    }

    private static IEnumerable<IamCondition> Conditions(JsonElement conditions, string sid)
    {
        foreach (var byOperator in conditions.EnumerateObject())
        {
            foreach (var byKey in byOperator.Value.EnumerateObject())
            {
                var condition = new IamCondition(byOperator.Name, byKey.Name, [.. Texts(byKey.Value, sid)]);
                condition.Check();
                yield return condition;
            }
        }
    }

    private static JsonElement Required(JsonElement statement, string sid, string name) =>
        statement.TryGetProperty(name, out var value) ? value : throw new IamPolicyException($"{sid} needs {name}.");

    private static void CheckNames(JsonElement element, string what, IReadOnlyList<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new IamPolicyException($"{what} is a JSON object.");
        }

        if (element.EnumerateObject().FirstOrDefault(property => !known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new IamPolicyException($"{what} has {unknown.Name}, which is not known here.");
        }
    }

    private static JsonElement[] Several(JsonElement oneOrMany) =>
        oneOrMany.ValueKind == JsonValueKind.Array ? [.. oneOrMany.EnumerateArray()] : [oneOrMany];

    private static string[] Texts(JsonElement oneOrMany, string sid)
    {
        var elements = Several(oneOrMany);
        return elements.Length > 0 && elements.All(static element => element.ValueKind == JsonValueKind.String)
            ? [.. elements.Select(static element => element.GetString()!)]
            : throw new IamPolicyException($"{sid}: a text or a list of some is needed, not {oneOrMany.GetRawText()}.");
    }

    [GeneratedRegex("^[A-Za-z0-9]+$")]
    private static partial Regex Alphanumeric();

    [GeneratedRegex(@"^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$")]
    private static partial Regex ServiceAction();

    [GeneratedRegex("^arn:[^:]+:[a-z0-9-]+:[^:]*:[^:]*:.+$")]
    private static partial Regex Arn();
}
