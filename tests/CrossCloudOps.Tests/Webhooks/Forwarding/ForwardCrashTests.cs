using CrossCloudOps.Tests.Drivers;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Webhooks.Forwarding;

/// <summary>The process dies at each of its calls to the outside, before it took effect or after.</summary>
public sealed class ForwardCrashTests
{
    /// <summary>Two minutes later SQS shows again what the dead one had in hand: within the five in which it knows a message sent twice.</summary>
    private static readonly Dictionary<string, string?> Settings = new() { ["Route:Timeout"] = "00:01:30" };

    [Theory]
    [InlineData("plain", false)]
    [InlineData("plain", true)]
    [InlineData("hopeless", false)]
    [InlineData("hopeless", true)]
    [InlineData("failing", false)]
    [InlineData("failing", true)]
    [InlineData("probe", false)]
    [InlineData("probe", true)]
    public async Task Wherever_it_dies_nothing_is_lost_and_nothing_is_overtaken(string scene, bool afterEffect)
    {
        var count = CrashPoint.None;
        await using (var clean = await SceneAsync(scene))
        {
            await using var app = await clean.AppAsync(Settings, count);
            await app.ForwardAsync();
        }

        foreach (var call in Deaths.In(count.Calls))
        {
            await using var scenario = await SceneAsync(scene);
            await DieAsync(scenario, new CrashPoint(call, afterEffect));
            scenario.Stack.Time.Advance(TimeSpan.FromMinutes(2));
            await using var next = await scenario.AppAsync(Settings);
            await scenario.ForwardForAsync(next, TimeSpan.FromMinutes(4));

            scenario.Queue.Messages.ShouldBeEmpty($"{scene}, died at call {call}");
            scenario.DeadLetters.Messages.Count.ShouldBe(scene == "hopeless" ? 1 : 0, $"{scene}, died at call {call}");
            var expected = Enumerable.Range(scene == "hopeless" ? 1 : 0, scene == "hopeless" ? 2 : 3).Select(static n => ForwardScenario.Body(0, n));
            scenario.Target.Taken.Select(static d => d.Body).Distinct().ShouldBe(expected, $"{scene}, died at call {call}");
        }
    }

    private static async Task<ForwardScenario> SceneAsync(string scene)
    {
        var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 3);
        switch (scene)
        {
            case "hopeless":
                scenario.Target.Answer = Refusing(422, int.MaxValue);
                break;
            case "failing":
                scenario.Target.Answer = Refusing(500, 2);
                break;
            case "probe":
                scenario.Target.AnswerWith(503);
                await using (var app = await scenario.AppAsync(Settings))
                {
                    await app.ForwardAsync();
                }

                scenario.Target.AnswerWell();
                scenario.Stack.Time.Advance(TimeSpan.FromMinutes(1));
                break;
        }

        return scenario;
    }

    /// <summary>The first message only, so often.</summary>
    private static Func<Delivery, HttpResponse, Task> Refusing(int status, int times) => (delivery, response) =>
    {
        response.StatusCode = delivery.Body == ForwardScenario.Body(0, 0) && times-- > 0 ? status : 200;
        return Task.CompletedTask;
    };

    private static async Task DieAsync(ForwardScenario scenario, CrashPoint crash)
    {
        await using var dying = await scenario.AppAsync(Settings, crash);
        try
        {
            await dying.ForwardAsync();
        }
        catch (ProcessDiedException)
        {
        }
    }
}
