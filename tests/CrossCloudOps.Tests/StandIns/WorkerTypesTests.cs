using CrossCloudOps.LocalHost.Http;
using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Tests.LocalHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>What this project relies on in the worker's types; it holds for the packages and for what stands in for them.</summary>
public sealed class WorkerTypesTests
{
    [Fact]
    public void An_http_trigger_asks_for_a_function_key_unless_methods_or_a_level_are_named()
    {
        new HttpTriggerAttribute().AuthLevel.ShouldBe(AuthorizationLevel.Function);
        new HttpTriggerAttribute("get").AuthLevel.ShouldBe(AuthorizationLevel.Anonymous);
        new HttpTriggerAttribute(AuthorizationLevel.Admin).Methods.ShouldBeNull();
        new HttpTriggerAttribute(AuthorizationLevel.Function, "get", "post").Methods.ShouldBe(["get", "post"]);
    }

    [Fact]
    public void A_timer_trigger_is_monitored_and_does_not_run_at_the_start()
    {
        var trigger = new TimerTriggerAttribute("%CollectSchedule%");

        trigger.Schedule.ShouldBe("%CollectSchedule%");
        trigger.UseMonitor.ShouldBeTrue();
        trigger.RunOnStartup.ShouldBeFalse();
    }

    [Fact]
    public async Task Text_is_written_as_utf8_and_sets_no_content_type()
    {
        var response = new LocalResponse(Context(new ServiceCollection()));

        await response.WriteStringAsync("ä");

        ((MemoryStream)response.Body).ToArray().ShouldBe([0xC3, 0xA4]);
        response.Headers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_brings_its_content_type_and_does_not_suffer_another()
    {
        var context = Context(new ServiceCollection().Configure<WorkerOptions>(
            worker => worker.Serializer = new global::Azure.Core.Serialization.JsonObjectSerializer()));
        var response = new LocalResponse(context);
        var typed = new LocalResponse(context);
        typed.Headers.Add("Content-Type", "text/plain");

        await response.WriteAsJsonAsync(new Sample("a"));

        response.Headers.GetValues("Content-Type").ShouldBe(["application/json; charset=utf-8"]);
        await Should.ThrowAsync<FormatException>(() => typed.WriteAsJsonAsync(new Sample("a")).AsTask());
    }

    [Fact]
    public async Task Json_needs_a_serializer()
    {
        var response = new LocalResponse(Context(new ServiceCollection().AddOptions()));

        var fault = await Should.ThrowAsync<InvalidOperationException>(() => response.WriteAsJsonAsync(new Sample("a")).AsTask());

        fault.Message.ShouldBe("A serializer is not configured for the worker.");
    }

    private static LocalFunctionContext Context(IServiceCollection services) => new(
        FunctionCatalog.Find([typeof(DefaultedSample)])[0], services.BuildServiceProvider(), new Dictionary<string, object?>(), CancellationToken.None);
}
