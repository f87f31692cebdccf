using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Infra;

/// <summary>What stands to the right of an equals sign or a colon.</summary>
internal abstract record BicepValue
{
    /// <summary>A name in an object; fails where there is no object, or no such name.</summary>
    public BicepValue this[string name] => ((BicepObject)this).Entries.First(e => e.Name == name).Value;
}

/// <summary>An expression, as it is written. Objects and arrays inside it are a part of its text.</summary>
internal sealed record BicepText(string Text) : BicepValue;

internal sealed record BicepArray(IReadOnlyList<BicepValue> Items) : BicepValue;

/// <summary>Names without their quotation marks.</summary>
internal sealed record BicepObject(IReadOnlyList<(string Name, BicepValue Value)> Entries) : BicepValue;

/// <summary>One declaration of a file.</summary>
/// <param name="Kind"><c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c>, <c>output</c>, <c>metadata</c>.</param>
/// <param name="Type">The type of a parameter or output, or the text that a resource or module is declared with.</param>
/// <param name="Value">Null: a parameter without a default.</param>
internal sealed record BicepDeclaration(string Kind, string Name, string Type, BicepValue? Value, bool IsExisting, IReadOnlyDictionary<string, string> Decorators);

/// <summary>
/// Reads declarations, objects and arrays of the Bicep that this project writes; the inside of expressions stays text. It is not the
/// compiler: it checks no types, and throws at what it does not know.
/// </summary>
internal sealed record BicepFile(string Name, string Text, IReadOnlyList<BicepDeclaration> Declarations)
{
    public static IReadOnlyList<BicepFile> All { get; } =
    [
        .. Directory.EnumerateFiles(SourceTree.Path("infra", "azure"), "*.bicep", SearchOption.AllDirectories)
            .Append(SourceTree.Path("infra", "azure", "main.bicepparam")).Order(StringComparer.Ordinal).Select(Read),
    ];

    public static BicepFile Main => Of("main.bicep");

    public static BicepFile App => Of("modules/app.bicep");

    public static BicepFile Example => Of("main.bicepparam");

    public static BicepFile Of(string name) => All.Single(f => f.Name == name);

    public static BicepFile Parse(string name, string text) => new(name, text, [.. new BicepReader(text).Read()]);

    public IEnumerable<BicepDeclaration> OfKind(string kind) => Declarations.Where(d => d.Kind == kind);

    public BicepDeclaration The(string kind, string name) => Declarations.Single(d => d.Kind == kind && d.Name == name);

    /// <summary>What one file asks of another and does not get, and names that nobody uses: what a compiler would say first.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var module in OfKind("module"))
        {
            var callee = Of(module.Type);
            var given = ((BicepObject)module.Value!["params"]).Entries.Select(static e => e.Name).ToList();
            var known = callee.OfKind("param").ToList();
            foreach (var name in given.Except(known.Select(static p => p.Name)))
            {
                yield return $"{Name}: {module.Type} has no parameter {name}";
            }

            foreach (var name in known.Where(static p => p.Value is null).Select(static p => p.Name).Except(given))
            {
                yield return $"{Name}: {module.Type} needs the parameter {name}";
            }

            foreach (var output in Regex.Matches(Text, $@"\b{module.Name}\.outputs\.(\w+)").Select(static m => m.Groups[1].Value).Except(callee.OfKind("output").Select(static o => o.Name)))
            {
                yield return $"{Name}: {module.Type} has no output {output}";
            }
        }

        foreach (var name in Declarations.Where(d => d.Kind is "var" || (d.Kind is "param" && this != Example)).Select(static d => d.Name))
        {
            if (Regex.Count(Text, $@"\b{name}\b") < 2)
            {
                yield return $"{Name}: nobody uses {name}";
            }
        }
    }

    private static BicepFile Read(string path) =>
        Parse(Path.GetRelativePath(SourceTree.Path("infra", "azure"), path).Replace('\\', '/'), File.ReadAllText(path));
}
