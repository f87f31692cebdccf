using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.LocalHost;

public sealed class HttpFunctionTests
{
    [Fact]
    public async Task A_function_is_reached_under_api_by_its_route_and_by_each_of_its_methods()
    {
        await using var host = await StartAsync();

        using var posted = await host.Http.PostAsync("/api/echo", new StringContent("a"));
        using var put = await host.Http.PutAsync("/API/Echo", new StringContent("b"));

        (await posted.Content.ReadAsStringAsync()).ShouldBe("a");
        (await put.Content.ReadAsStringAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task Without_a_route_the_name_is_the_route_and_without_methods_all_are_taken()
    {
        await using var host = await StartAsync();

        var got = await host.Http.GetFromJsonAsync<Sample>("/api/NoRoute");
        using var deleted = await host.Http.DeleteAsync("/api/noroute");

        got.ShouldBe(new Sample("NoRoute True"));
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        deleted.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Another_method_is_405_and_another_path_404()
    {
        await using var host = await StartAsync();

        using var method = await host.Http.GetAsync("/api/echo");
        using var path = await host.Http.GetAsync("/api/unknown");
        using var outside = await host.Http.PostAsync("/echo", content: null);

        method.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        path.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        outside.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Route_values_bind_to_parameters_of_their_names_and_constraints_hold()
    {
        await using var host = await StartAsync();

        var given = await host.Http.GetStringAsync("/api/hooks/git%20hub/42/x");
        var optional = await host.Http.GetStringAsync("/api/hooks/a/-1");
        using var unfit = await host.Http.GetAsync("/api/hooks/a/b");

        given.ShouldBe("git hub 42 x git hub");
        optional.ShouldBe("a -1 none a");
        unfit.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_byte_of_a_body_arrives_and_comes_back()
    {
        await using var host = await StartAsync();
        var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)(i % 256)).ToArray();

        using var response = await host.Http.PostAsync("/api/echo", new ByteArrayContent(bytes));

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        response.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        response.Content.Headers.ContentType.ShouldBeNull();
    }

    [Fact]
    public async Task Headers_go_in_and_out_as_through_the_functions_host()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/headers") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.Add("X-Many", ["one", "two"]);

        using var response = await host.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        string.Concat(response.Headers.GetValues("X-Many")).Replace(" ", "", StringComparison.Ordinal).ShouldBe("one,two");
        response.Headers.GetValues("X-Seen-Type").ShouldBe(["application/json; charset=utf-8"]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.sample+json");
        response.Content.Headers.ContentLanguage.ShouldBe(["de", "en"]);
        response.Headers.GetValues("Set-Cookie").ShouldBe(["seen=yes; path=/api; samesite=strict; httponly"]);
    }

    [Fact]
    public async Task Method_address_query_and_cookies_are_those_of_the_request()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/address?q=a%20b");
        request.Headers.Add("Cookie", "c=d");

        using var response = await host.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe($"GET {host.Http.BaseAddress}api/address?q=a b a b d");
    }

    [Fact]
    public async Task A_function_that_returns_nothing_answers_204_and_some_answers_have_no_body()
    {
        await using var host = await StartAsync();

        using var nothing = await host.Http.PostAsync("/api/nothing", content: null);
        using var notModified = await host.Http.GetAsync("/api/not-modified");

        nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        notModified.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await notModified.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_whether_its_length_is_announced_or_not()
    {
        await using var host = await StartAsync(("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "10"));

        using var fits = await host.Http.PostAsync("/api/echo", new StringContent("0123456789"));
        using var announced = await host.Http.PostAsync("/api/echo", new StringContent("0123456789+"));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/echo") { Content = new StringContent("0123456789+") };
        chunked.Headers.TransferEncodingChunked = true;
        using var found = await host.Http.SendAsync(chunked);

        fits.StatusCode.ShouldBe(HttpStatusCode.OK);
        announced.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        found.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await found.Content.ReadAsStringAsync()).ShouldContain("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT");
    }

    [Fact]
    public async Task A_function_that_throws_answers_500_in_plain_words_and_is_logged()
    {
        await using var host = await StartAsync();

        using var response = await host.Http.GetAsync("/api/throws");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBe("The function Throws failed; the log says why.");
        host.Log.Lines.ShouldContain("Error: Throws failed InvalidOperationException");
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_of_its_own()
    {
        await using var host = await StartAsync();

        var first = (await host.Http.GetStringAsync("/api/scope")).Split(' ');
        var second = (await host.Http.GetStringAsync("/api/scope")).Split(' ');

        first[0].ShouldBe(first[1]);
        second[0].ShouldBe(second[1]);
        first[0].ShouldNotBe(second[0]);
    }

    private static Task<RunningHost> StartAsync(params (string, string)[] settings) =>
        RunningHost.StartAsync<SampleHttpFunctions>(services => services.AddScoped(_ => new ScopeId(Guid.NewGuid())), settings);
}
