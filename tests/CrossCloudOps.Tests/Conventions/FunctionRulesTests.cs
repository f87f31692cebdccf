using System.Reflection;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Status;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Conventions;

public sealed class FunctionRulesTests
{
    private static readonly Type[] Functions = typeof(TimerFunctions).Assembly.GetTypes();

    private static readonly Dictionary<string, string> Defaults = new() { ["GoodSchedule"] = "*/30 * * * * *" };

    [Fact]
    public void Every_function_of_the_app_keeps_the_rules() => FunctionRules.Faults(Functions, TimerFunctions.DefaultSchedules).ShouldBeEmpty();

    [Fact]
    public void Every_function_of_the_app_runs_in_the_local_host() => Should.NotThrow(() => FunctionCatalog.Find(Functions));

    [Fact]
    public void Every_default_schedule_can_be_read() =>
        TimerFunctions.All.Where(static t => TimerSchedule.Parse(t.DefaultSchedule) is null).ShouldBeEmpty();

    [Fact]
    public void Every_timer_function_is_in_the_list_with_the_setting_of_its_trigger() =>
        TimerFunctions.All.Select(static t => $"{t.Name}: %{t.Setting}%").ShouldBe(
            from method in Functions.SelectMany(static t => t.GetMethods())
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<TimerTriggerAttribute>()
            where trigger is not null
            select $"{method.GetCustomAttribute<FunctionAttribute>()!.Name}: {trigger.Schedule}",
            ignoreOrder: true);

    [Fact]
    public void Functions_that_share_a_setting_share_its_default() =>
        TimerFunctions.All.GroupBy(static t => t.Setting).Where(static g => g.DistinctBy(static t => t.DefaultSchedule).Count() > 1).ShouldBeEmpty();

    [Fact]
    public async Task A_timer_function_belongs_to_a_feature_that_there_is()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        TimerFunctions.All.Select(static t => t.Section).OfType<string>().ShouldBeSubsetOf(app.Services.GetServices<FeatureSection>().Select(static s => s.Name));
    }

    [Fact]
    public void Functions_that_keep_the_rules_have_no_faults() => FunctionRules.Faults([typeof(Good)], Defaults).ShouldBeEmpty();

    [Fact]
    public void Each_broken_rule_is_told()
    {
        var faults = FunctionRules.Faults([typeof(Good), typeof(Bad)], Defaults);

        faults.ShouldBe(
            [
                "Timer names 2 functions",
                "Hidden is not public",
                "timer has the schedule '0 * * * * *' and not a %…Schedule% setting",
                "Misnamed has the schedule '%Good%' and not a %…Schedule% setting",
                "NoDefault has the schedule LostSchedule, which has no default",
            ],
            ignoreOrder: true);
    }

    private static class Good
    {
        [Function("Timer")]
        public static void Tick([TimerTrigger("%GoodSchedule%")] TimerInfo timer) => _ = timer;

        [Function("Http")]
        public static void Handle([HttpTrigger] HttpRequestData request) => _ = request;
    }

    private static class Bad
    {
        [Function("timer")]
        public static void Fixed([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

        [Function("Misnamed")]
        public static void Misnamed([TimerTrigger("%Good%")] TimerInfo timer) => _ = timer;

        [Function("NoDefault")]
        public static void NoDefault([TimerTrigger("%LostSchedule%")] TimerInfo timer) => _ = timer;

        [Function("Hidden")]
        internal static void Hidden([HttpTrigger] HttpRequestData request) => _ = request;
    }
}
