using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.LocalHost.Invocation;

/// <summary>Finds the functions among classes, and refuses at once what could not be run later.</summary>
internal static class FunctionCatalog
{
    private const BindingFlags AnyPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Returns = [typeof(void), typeof(Task), typeof(HttpResponseData), typeof(Task<HttpResponseData>)];

    public static IReadOnlyList<FunctionMethod> Find(IEnumerable<Type> classes)
    {
        var functions = classes
            .Where(type => type.IsClass && (!type.IsAbstract || type.IsSealed))
            .SelectMany(type => type.GetMethods(AnyPublic))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(Read)
            .ToList();
        return functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new LocalHostException(
                $"The function name '{twice.Key}' stands on more than one method: {string.Join(", ", twice.Select(f => f.ClassAndMethod))}.")
            : functions;
    }

    private static FunctionMethod Read(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters()
            .Where(p => p.IsDefined(typeof(HttpTriggerAttribute)) || p.IsDefined(typeof(TimerTriggerAttribute)))
            .ToList();
        if (triggers is not [var trigger])
        {
            throw Fault(name, "needs exactly one parameter with [HttpTrigger] or [TimerTrigger]");
        }

        if (!Returns.Contains(method.ReturnType))
        {
            throw Fault(name, $"returns {method.ReturnType.Name}; the local host knows void, Task, HttpResponseData and Task<HttpResponseData>");
        }

        var function = new FunctionMethod(name, method, trigger);
        function = function with { Route = Route(function) };
        foreach (var parameter in method.GetParameters())
        {
            Check(function, parameter);
        }

        return function;
    }

    private static RoutePattern? Route(FunctionMethod function)
    {
        try
        {
            return function.Http is { } http ? RoutePatternFactory.Parse($"/api/{(http.Route ?? function.Name).Trim('/')}") : null;
        }
        catch (RoutePatternException invalid)
        {
            throw Fault(function.Name, $"has a route that cannot be read: {invalid.Message}");
        }
    }

    private static void Check(FunctionMethod function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var known = parameter.Position == function.Trigger.Position
            ? type == (function.Http is null ? typeof(TimerInfo) : typeof(HttpRequestData))
            : type == typeof(FunctionContext) || type == typeof(CancellationToken)
                || (function.Route?.GetParameter(parameter.Name!) is not null && TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)));
        if (!known)
        {
            throw Fault(function.Name, $"has a parameter that the local host cannot bind: {type.Name} {parameter.Name}");
        }
    }

    private static LocalHostException Fault(string function, string what) => new($"The function '{function}' {what}.");
}
