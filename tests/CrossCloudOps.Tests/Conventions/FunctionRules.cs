using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Tests.Conventions;

/// <summary>What holds for every function: one name each, and a schedule that can be set and has a default.</summary>
internal static class FunctionRules
{
    public static IReadOnlyList<string> Faults(IEnumerable<Type> classes, IReadOnlyDictionary<string, string> defaults)
    {
        var methods = classes
            .SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(FunctionAttribute)))
            .ToList();
        return [.. Names(methods), .. methods.Where(m => !m.IsPublic).Select(m => $"{Name(m)} is not public"), .. Schedules(methods, defaults)];
    }

    private static IEnumerable<string> Names(IEnumerable<MethodInfo> methods) => methods
        .GroupBy(Name, StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1)
        .Select(g => $"{g.Key} names {g.Count()} functions");

    private static IEnumerable<string> Schedules(IEnumerable<MethodInfo> methods, IReadOnlyDictionary<string, string> defaults)
    {
        foreach (var method in methods)
        {
            foreach (var schedule in method.GetParameters().Select(p => p.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule).OfType<string>())
            {
                if (schedule is not ['%', .. var setting, '%'] || !setting.EndsWith("Schedule", StringComparison.Ordinal))
                {
                    yield return $"{Name(method)} has the schedule '{schedule}' and not a %…Schedule% setting";
                }
                else if (!defaults.ContainsKey(setting))
                {
                    yield return $"{Name(method)} has the schedule {setting}, which has no default";
                }
            }
        }
    }

    private static string Name(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
