using System.Text.RegularExpressions;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Problems;

public sealed partial class OperationsGuideTests
{
    [Fact]
    public async Task Every_kind_of_problem_stands_in_the_guide_for_operators_and_no_other()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var guide = await File.ReadAllTextAsync(SourceTree.Path("docs", "operations.md"));

        var told = Row().Matches(guide).Select(static row => row.Groups["kind"].Value).Distinct();

        told.ShouldBe(app.Services.GetServices<IProblemKind>().Select(static kind => kind.Kind), ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| [^|]+ \| `(?<kind>[a-z-]+)` \| [^|]+ \| [^|]+ \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
