namespace CrossCloudOps.Tests.StandIns;

/// <summary>An API with one of each thing that a shape file may have to say.</summary>
public abstract class SampleApi(string name) : ICloneable
{
    public const string Kind = "sample";

    public static SampleApi? Newest { get; protected set; }

    public string Name { get; init; } = name;

    public abstract IReadOnlyList<string?> Parts { get; }

    [Obsolete("Sample")]
    public int? Count(in int start, out int end, CancellationToken cancellationToken = default, params string[] names) =>
        end = start + names.Length;

    public override string ToString() => Name;

    public abstract object Clone();

    protected virtual Task<T> GetAsync<T>(Dictionary<string, T>? among = null) => throw new NotSupportedException(nameof(among));
}

public sealed class ApiShapeWordsTests
{
    [Fact]
    public void A_shape_says_all_that_a_caller_or_an_heir_compiles_against()
    {
        var lines = ApiShape.Of(typeof(SampleApi).Assembly).Where(line => line.Type == typeof(SampleApi).FullName).ToList();

        lines.Select(line => line.Member).ShouldBe(
        [
            "abstract class : ICloneable",
            "protected new(string name)",
            "const string Kind = \"sample\"",
            "static SampleApi? Newest { get; protected set; }",
            "string Name { get; init; }",
            "abstract IReadOnlyList<string?> Parts { get; }",
            "[Obsolete] int? Count(in int start, out int end, CancellationToken cancellationToken = default, params string[] names)",
            "abstract object Clone()",
            "protected virtual Task<T> GetAsync<T>(Dictionary<string, T>? among = null)",
        ], ignoreOrder: true);
        lines.Where(line => line.MustBeImplemented).Select(line => line.Member)
            .ShouldBe(["abstract IReadOnlyList<string?> Parts { get; }", "abstract object Clone()"]);
    }
}
