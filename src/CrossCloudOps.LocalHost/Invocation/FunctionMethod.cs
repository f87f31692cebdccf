using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.LocalHost.Invocation;

/// <summary>A method with <c>[Function]</c> and its trigger; one of the two is there.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method, ParameterInfo Trigger)
{
    public HttpTriggerAttribute? Http { get; } = Trigger.GetCustomAttribute<HttpTriggerAttribute>();

    public TimerTriggerAttribute? Timer { get; } = Trigger.GetCustomAttribute<TimerTriggerAttribute>();

    /// <summary>The path below the host; null for a timer.</summary>
    public RoutePattern? Route { get; init; }

    public string ClassAndMethod => $"{Method.DeclaringType}.{Method.Name}";
}
