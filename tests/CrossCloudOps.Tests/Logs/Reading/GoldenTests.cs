using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Reading;

public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenCase.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_title_level_and_detail_of_each_error(string name)
    {
        var golden = Case(name);

        var errors = new ErrorReader().Read(golden.Events).ToList();

        errors.Select(static e => $"{e.Kind.Level} {e.Kind.Detail} {e.Kind.Title}").ShouldBe(golden.Errors.Select(static e => $"{e.Level} {e.Detail} {e.Title}"));
        foreach (var (error, expected) in errors.Zip(golden.Errors))
        {
            error.Events.ShouldBe(expected.Events ?? error.Events);
            error.RequestId.ShouldBe(expected.RequestId ?? error.RequestId);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_belongs_to_one_error(string name)
    {
        var golden = Case(name);

        var events = new ErrorReader().Read(golden.Events).SelectMany(static e => e.Events).ToList();

        events.Order().ShouldBe(Enumerable.Range(0, golden.Events.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_later_changes_no_head(string name)
    {
        var golden = Case(name);
        var heads = new ErrorReader().Read(golden.Events).Select(static e => e.Events[0]).ToList();

        for (var count = 1; count < golden.Events.Count; count++)
        {
            var fewer = new ErrorReader().Read([.. golden.Events.Take(count)]).Select(static e => e.Events[0]);

            fewer.ShouldBe(heads.Where(h => h < count));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_right_behind_is_another_error(string name)
    {
        var golden = Case(name);
        var once = new ErrorReader().Read(golden.Events).ToList();
        if (once is not [{ Kind.Detail: ErrorDetail.Whole, RequestId: null }])
        {
            // A part looks for the rest of it, and one request fails once.
            return;
        }

        var again = golden.Events.Select(e => e with { Id = $"{e.Id}-again", At = e.At + golden.Events[^1].At - golden.Events[0].At + 3 });
        var twice = new ErrorReader().Read([.. golden.Events, .. again]).Select(static e => e.Kind.Fingerprint).ToList();

        twice.ShouldBe([once[0].Kind.Fingerprint, once[0].Kind.Fingerprint]);
    }

    [Fact]
    public void Groups_what_is_alike_and_nothing_else()
    {
        var reader = new ErrorReader();
        var fingerprints = GoldenCase.All.ToDictionary(static c => c.Name, c => reader.Read(c.Events).MaxBy(static e => e.Kind.Level)!.Kind.Fingerprint, StringComparer.Ordinal);
        var groups = Joined();

        foreach (var (name, fingerprint) in fingerprints)
        {
            foreach (var (other, otherFingerprint) in fingerprints)
            {
                (fingerprint == otherFingerprint).ShouldBe(groups[name] == groups[other], $"{name} and {other}");
            }
        }

        GoldenCase.All.SelectMany(static c => c.Errors, static (c, e) => e.NotAs.Select(n => (c.Name, Other: n)))
            .SelectMany(static pairs => pairs).ShouldAllBe(p => fingerprints[p.Name] != fingerprints[p.Other]);
    }

    private static GoldenCase Case(string name) => GoldenCase.All.Single(c => c.Name == name);

    /// <summary>A name of each case's group, which <c>same as</c> makes.</summary>
    private static Dictionary<string, string> Joined()
    {
        var groups = GoldenCase.All.ToDictionary(static c => c.Name, static c => c.Name, StringComparer.Ordinal);
        foreach (var (name, other) in GoldenCase.All.SelectMany(static c => c.Errors.SelectMany(static e => e.SameAs), static (c, s) => (c.Name, s)))
        {
            var (from, to) = (groups[name], groups[other]);
            foreach (var member in groups.Keys.Where(k => groups[k] == from).ToList())
            {
                groups[member] = to;
            }
        }

        return groups;
    }
}
