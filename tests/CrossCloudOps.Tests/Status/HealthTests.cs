using System.Net;
using System.Text.Json;

namespace CrossCloudOps.Tests.Status;

/// <summary><c>GET /api/health</c> and its details</summary>
public sealed class HealthTests
{
    /// <summary>Of a file's time.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Details_tell_how_each_function_and_the_reports_go()
    {
        await using var watched = await WatchedApp.StartAsync();
        var began = watched.Stack.Time.GetUtcNow();
        await watched.RunAllAsync();
        var ended = watched.Stack.Time.GetUtcNow();
        watched.Pass(2);

        var (status, json) = await GetAsync(watched, "/api/health/details");

        status.ShouldBe(HttpStatusCode.OK);
        json.ShouldNotContain(WatchedApp.Secret);
        var details = JsonDocument.Parse(json).RootElement;
        details.GetProperty("status").GetString().ShouldBe("ok");
        details.GetProperty("storeAnswers").GetBoolean().ShouldBeTrue();
        Texts(details, "on").ShouldBe(["DeadLetters"]);
        Texts(details, "off").ShouldContain("Webhooks");
        var functions = details.GetProperty("functions").EnumerateArray().ToList();
        functions.Select(static f => f.GetProperty("name").GetString()).ShouldBe(["CollectDeadLetters", "RunJobs", "Notify"]);
        var notify = functions[^1];
        notify.GetProperty("schedule").GetString().ShouldBe("0 * * * * *");
        var lastGoodRun = notify.GetProperty("lastGoodRun").GetDateTimeOffset();
        lastGoodRun.ShouldBeInRange(began - Grain, ended + Grain);
        TimeSpan.FromSeconds(notify.GetProperty("ageSeconds").GetInt64()).ShouldBe(ended.AddMinutes(2) - lastGoodRun, TimeSpan.FromSeconds(1) + Grain);
        notify.GetProperty("limitSeconds").GetInt64().ShouldBe(720);
        notify.GetProperty("fresh").GetBoolean().ShouldBeTrue();
        var report = details.GetProperty("reportTo");
        report.GetProperty("host").GetString().ShouldBe("127.0.0.1");
        report.GetProperty("lastReportedAt").GetDateTimeOffset().ShouldBeInRange(began - Grain, ended + Grain);
        report.GetProperty("lastError").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Details_of_what_never_ran_are_null_and_say_so()
    {
        await using var watched = await WatchedApp.StartAsync(("Problems:ReportTo", null), ("CollectSchedule", "0 */10 * * * *"));

        var (status, json) = await GetAsync(watched, "/api/health/details");

        status.ShouldBe(HttpStatusCode.OK);
        json.ShouldStartWith("""{"status":"not fresh","storeAnswers":true,""");
        json.ShouldContain("""{"name":"CollectDeadLetters","schedule":"0 */10 * * * *","lastGoodRun":null,"ageSeconds":null,"limitSeconds":1800,"fresh":false}""");
        json.ShouldEndWith("""
            "reportTo":null}
            """);
    }

    [Fact]
    public async Task Details_tell_why_nothing_is_reported()
    {
        await using var watched = await WatchedApp.StartAsync();
        var began = watched.Stack.Time.GetUtcNow();
        await watched.RunAllAsync();
        var ended = watched.Stack.Time.GetUtcNow();
        watched.Pass(13);
        await watched.RunAsync("Notify");

        var (_, json) = await GetAsync(watched, "/api/health/details");

        var report = JsonDocument.Parse(json).RootElement.GetProperty("reportTo");
        report.GetProperty("lastError").GetString().ShouldBe("no good run of CollectDeadLetters, RunJobs");
        report.GetProperty("lastReportedAt").GetDateTimeOffset().ShouldBeInRange(began - Grain, ended + Grain);
    }

    [Fact]
    public async Task Without_its_store_the_app_is_not_ok()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Gate.Fails = static _ => true;

        (await GetAsync(watched, "/api/health")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ok"}"""));
        var (status, json) = await GetAsync(watched, "/api/health/details");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        json.ShouldStartWith("""{"status":"not ok","storeAnswers":false,""");
        json.ShouldContain(""","functions":[],"reportTo":{"host":"127.0.0.1","lastReportedAt":null,"lastError":null}}""");
    }

    [Fact]
    public async Task Without_a_key_health_says_ok_and_nothing_else()
    {
        await using var watched = await WatchedApp.StartAsync();

        (await GetAsync(watched, "/api/health")).ShouldBe((HttpStatusCode.OK, """{"status":"ok"}"""));
    }

    private static IEnumerable<string?> Texts(JsonElement details, string name) => details.GetProperty(name).EnumerateArray().Select(static t => t.GetString());

    private static async Task<(HttpStatusCode Status, string Json)> GetAsync(WatchedApp watched, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(watched.App.Address, path));
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
