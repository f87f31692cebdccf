using System.Text.RegularExpressions;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Pages;
using CrossCloudOps.Status.Page;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Heartbeats;
using CrossCloudOps.Tests.Logs;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary>Whatever anybody outside writes is shown as text on both pages: it makes no element, no attribute and no address.</summary>
public sealed partial class HostileTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Texts => new(
        "<script>alert(1)</script>",
        "</title></style><script>alert(1)</script>",
        "</pre></td></table><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!-- --!><script>alert(1)</script>",
        "\u202e<script>\0alert(1)");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task It_makes_no_element_and_no_attribute_wherever_it_stands(string hostile)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        Markup(Status(app, hostile)).ShouldBe(Markup(Status(app, "harmless")));
        Markup(Detail(app, hostile)).ShouldBe(Markup(Detail(app, "harmless")));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_no_address_of_a_page_is_no_link(string address)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        var html = Status(app, "harmless", new Uri(address));

        html.ShouldContain("harmless");
        html.ShouldNotContain(address[..8], Case.Insensitive);
    }

    [Fact]
    public async Task Of_a_dead_letter_with_such_attributes_and_body()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed([stack.DeadLetter("<script>alert('body')</script>") with
        {
            Attributes = new Dictionary<string, SqsAttributeValue>
            {
                ["<script>alert('name')</script>"] = "<script>alert('value')</script>",
                ["javascript:alert(2)"] = new("Binary.<script>", null, "<script>alert('bytes')</script>"u8.ToArray()),
            },
        }]);
        await app.CollectAndNotifyAsync();
        var status = await PageVisit.ToAsync(app);

        var page = await PageVisit.ToAsync(app, $"/api/{status.Links.First(static l => l.StartsWith("status/dead-letters/", StringComparison.Ordinal))}");

        ShouldBeSafe(status);
        ShouldBeSafe(page);
        page.Says.ShouldContain("<script>alert('name')</script> (String) = <script>alert('value')</script>");
        page.Says.ShouldContain("<script>alert('body')</script>");
    }

    [Fact]
    public async Task Of_a_log_group()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR <script>alert('log')</script> javascript:alert(2)");
        await logs.ScanAsync(TimeSpan.FromMinutes(1));
        await logs.App.NotifyAsync();

        var page = await PageVisit.ToAsync(logs.App);

        ShouldBeSafe(page);
        page.Section("Open problems").ShouldContain("<script>alert('log')</script>");
    }

    [Fact]
    public async Task Of_a_server()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("<script>alert('server')<", scenario.UrlOf("web-1.example"));
        await scenario.MinutesAsync(40);

        var page = await PageVisit.ToAsync(scenario.App);

        ShouldBeSafe(page);
        page.Says.ShouldContain("<script>alert('server')<");
    }

    private static void ShouldBeSafe(PageVisit page)
    {
        page.Html.ShouldNotContain("<script", Case.Insensitive);
        page.Links.ShouldAllBe(static l => l.StartsWith("status", StringComparison.Ordinal) || l.StartsWith("../", StringComparison.Ordinal) || l.StartsWith("http", StringComparison.Ordinal) || l.StartsWith('#'));
    }

    /// <summary>It in every place that a feature fills.</summary>
    private static string Status(AppInstance app, string text, Uri? link = null) => app.Get<StatusPage>().Of(
        [
            new PagePart("Everything", PageTable.Of(text, ["A", "B", "C"], [new PageRow(PageLevel.Bad, [new TextCell(text, link), new StateCell(PageLevel.Bad, text), new AgeCell(Now, link)])])),
        ],
        PageLinks.OfStatus(new Uri("https://ops.example/api/status")), Now);

    private static string Detail(AppInstance app, string text) => app.Get<DetailHtml>().Of(
        new PageDetail(text, PageLevel.Bad, text, [new PageFact(text, new TextCell(text))]) { Texts = [new PageText(text, text)] },
        PageLinks.OfDetail(new Uri("https://ops.example/api/status/dead-letters/a/b/c"), 4), Now);

    /// <summary>What a browser takes for elements, each with the names of its attributes.</summary>
    private static IReadOnlyList<string> Markup(string html) =>
        [.. Element().Matches(html).Select(static e => $"{e.Groups[1].Value} {string.Join(' ', Attribute().Matches(e.Groups[2].Value).Select(static a => a.Groups[1].Value))}")];

    [GeneratedRegex("<([/!a-zA-Z][^\\s>]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")]
    private static partial Regex Element();

    [GeneratedRegex("([^\\s=\"']+)(?:=(?:\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?")]
    private static partial Regex Attribute();
}
