using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Access;

/// <summary>The values of a template's parameters, checked as CloudFormation checks them.</summary>
internal static class TemplateParameters
{
    private static readonly string[] Known = ["Type", "Description", "Default", "AllowedPattern", "AllowedValues", "ConstraintDescription"];

    public static IReadOnlyDictionary<string, JsonNode> Of(YamlMappingNode declared, IReadOnlyDictionary<string, string> given)
    {
        var names = declared.Children.Keys.Select(static key => key.Text()).ToList();
        if (given.Keys.Except(names).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"The template has no parameter {unknown}.");
        }

        return names.ToDictionary(static name => name, name => ValueOf(name, (YamlMappingNode)declared.Find(name)!, given.GetValueOrDefault(name)));
    }

    private static JsonNode ValueOf(string name, YamlMappingNode parameter, string? given)
    {
        if (parameter.Children.Keys.Select(static key => key.Text()).Except(Known).FirstOrDefault() is { } unknown)
        {
            throw new NotSupportedException($"{unknown} of the parameter {name} is not known here.");
        }

        var value = given ?? parameter.Find("Default")?.Text() ?? throw new ArgumentException($"The parameter {name} needs a value.");
        if (parameter.Find("AllowedPattern")?.Text() is { } pattern && !Regex.IsMatch(value, $"^(?:{pattern})$"))
        {
            throw new ArgumentException($"'{value}' is not what the parameter {name} takes: {pattern}.");
        }

        if (parameter.Find("AllowedValues") is YamlSequenceNode allowed && !allowed.Select(static one => one.Text()).Contains(value))
        {
            throw new ArgumentException($"'{value}' is not a value of the parameter {name}.");
        }

        return parameter.Find("Type")!.Text() switch
        {
            "String" => JsonValue.Create(value),
            "CommaDelimitedList" => value.Split(',', StringSplitOptions.TrimEntries).ToJson(),
            var other => throw new NotSupportedException($"The type {other} of the parameter {name} is not known here."),
        };
    }
}
