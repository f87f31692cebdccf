using System.Reflection;
using CrossCloudOps.Functions;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Tests.Infra;

/// <summary>Where the app's functions are called at.</summary>
internal static class AppRoutes
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. from method in typeof(TimerFunctions).Assembly.GetTypes().SelectMany(static t => t.GetMethods())
           from parameter in method.GetParameters()
           let route = parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route
           where route is not null
           select $"/api/{route}",
    ];
}
