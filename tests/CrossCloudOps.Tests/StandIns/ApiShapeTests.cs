using System.Reflection;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>
/// Holds every API that may be a stand-in's to <c>&lt;assembly&gt;.shape.txt</c>, which is written from what the real package is known to
/// have, whichever of the two is loaded. In such a file a line is a type, an indented line a member of the type above it, and <c>~</c>
/// marks a member that must be implemented in the real one and is left out of the stand-in.
/// </summary>
public sealed partial class ApiShapeTests
{
    private const string Ending = ".shape.txt";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "StandIns");

    public static IEnumerable<object[]> ShapeFiles =>
        Directory.EnumerateFiles(Folder, "*" + Ending)
            .Select(file => Path.GetFileName(file))
            .Select(file => new object[] { file[..^Ending.Length], file });

    [Theory]
    [MemberData(nameof(ShapeFiles))]
    public void Everything_in_the_shape_file_exists(string assemblyName, string file)
    {
        var (expected, leftOut) = Read(file);

        var missing = expected.Concat(IsStandIn(assemblyName) ? [] : leftOut).Except(Family(assemblyName).SelectMany(ApiShape.Of));

        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ShapeFiles))]
    public void A_stand_in_has_nothing_that_its_shape_file_lacks(string assemblyName, string file)
    {
        var (expected, _) = Read(file);

        var extra = IsStandIn(assemblyName) ? ApiShape.Of(Assembly.Load(assemblyName)).Except(expected) : [];

        extra.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ShapeFiles))]
    public void Every_member_that_must_be_implemented_is_in_the_shape_file(string assemblyName, string file)
    {
        var (expected, leftOut) = Read(file);
        var types = expected.Select(line => line.Type).ToHashSet();

        var unknown = Family(assemblyName).SelectMany(ApiShape.Of)
            .Where(line => line.MustBeImplemented && types.Contains(line.Type))
            .Except(expected.Concat(leftOut));

        unknown.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ShapeFiles))]
    public void Nothing_here_implements_a_type_of_which_a_stand_in_leaves_members_out(string assemblyName, string file)
    {
        var names = Read(file).LeftOut.Select(line => line.Type).ToHashSet();
        var types = Family(assemblyName).SelectMany(assembly => assembly.GetExportedTypes());
        var partial = types.Where(type => names.Contains(type.FullName!)).ToArray();

        var implementers = OurAssemblies().SelectMany(ours => ours.GetTypes())
            .Where(type => partial.Any(part => type.IsAssignableTo(part) && type.BaseType?.IsAssignableTo(part) != true));

        implementers.ShouldBeEmpty("on a feed that has the real package these would not compile: derive from the client class instead");
    }

    private static (HashSet<ApiLine> Expected, HashSet<ApiLine> LeftOut) Read(string file)
    {
        HashSet<ApiLine> expected = [], leftOut = [];
        var type = "";
        foreach (var line in File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                type = heading.Groups["name"].Value;
                expected.Add(new ApiLine(type, heading.Groups["kind"].Value + heading.Groups["bases"].Value));
            }
            else if (line.TrimStart() is ['~', ' ', .. var member])
            {
                leftOut.Add(new ApiLine(type, member));
            }
            else
            {
                expected.Add(new ApiLine(type, line.Trim()));
            }
        }

        return (expected, leftOut);
    }

    [GeneratedRegex("^(?<kind>([a-z]+ )*(class|interface|struct|enum)) (?<name>.+?)(?<bases> : .+)?$")]
    private static partial Regex Heading();

    private static bool IsStandIn(string assemblyName) =>
        Assembly.Load(assemblyName).GetCustomAttributes<AssemblyMetadataAttribute>().Any(metadata => metadata.Key == "StandIn");

    /// <summary>The assembly and those of its own package family: a real one may spread what a stand-in keeps together.</summary>
    private static IEnumerable<Assembly> Family(string assemblyName)
    {
        var assembly = Assembly.Load(assemblyName);
        var parts = assembly.GetReferencedAssemblies().Where(part => part.Name!.StartsWith($"{assemblyName}.", StringComparison.Ordinal));
        return parts.Select(Assembly.Load).Prepend(assembly);
    }

    private static IEnumerable<Assembly> OurAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "CrossCloudOps*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Select(name => Assembly.Load(name!));
}
