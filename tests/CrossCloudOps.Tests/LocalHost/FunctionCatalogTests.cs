using CrossCloudOps.LocalHost;
using CrossCloudOps.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Tests.LocalHost;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Functions_are_found_by_their_attribute()
    {
        var found = FunctionCatalog.Find([typeof(SampleHttpFunctions), typeof(TwoSamples), typeof(string)]);

        found.Count(f => f.Http is not null).ShouldBe(9);
        found.Where(f => f.Timer is not null).Select(f => f.Name).ShouldBe(["Fails", "Works"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(typeof(NoTrigger), "'NoTrigger' needs exactly one parameter with [HttpTrigger] or [TimerTrigger]")]
    [InlineData(typeof(WrongReturn), "'WrongReturn' returns String")]
    [InlineData(typeof(WrongParameter), "'WrongParameter' has a parameter that the local host cannot bind: String unknown")]
    [InlineData(typeof(WrongRoute), "'WrongRoute' has a route that cannot be read")]
    [InlineData(typeof(Twice), "'twice' stands on more than one method: ")]
    public void What_could_not_be_run_is_refused_at_the_start(Type functions, string words)
    {
        var fault = Should.Throw<LocalHostException>(() => FunctionCatalog.Find([functions]));

        fault.Message.ShouldContain(words);
    }

    private static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(FunctionContext context) => _ = context;
    }

    private static class WrongReturn
    {
        [Function("WrongReturn")]
        public static string Run([HttpTrigger] HttpRequestData request) => request.Method;
    }

    private static class WrongParameter
    {
        [Function("WrongParameter")]
        public static void Run([HttpTrigger(Route = "{known}")] HttpRequestData request, string known, string unknown) =>
            _ = (request, known, unknown);
    }

    private static class WrongRoute
    {
        [Function("WrongRoute")]
        public static void Run([HttpTrigger(Route = "a/{b")] HttpRequestData request) => _ = request;
    }

    private static class Twice
    {
        [Function("twice")]
        public static void First([TimerTrigger("* * * * * *")] TimerInfo timer) => _ = timer;

        [Function("Twice")]
        public static void Second([TimerTrigger("* * * * * *")] TimerInfo timer) => _ = timer;
    }
}
