using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps;

/// <summary>
/// Binds a section to its options class. Text that is no number, time or switch where one is needed is a fault like any other, said with
/// all the others; the binder alone would end the start at the first one, with a stack trace.
/// </summary>
internal static class SettingTypes
{
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, IConfigurationSection section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(section));
        return services.AddOptions<T>().Configure(options => WithoutFaults(section, typeof(T)).Bind(options)).ValidateOnStart();
    }

    /// <summary>What is left of a section when the values that cannot be read are taken away.</summary>
    private static IConfigurationSection WithoutFaults(IConfigurationSection section, Type type)
    {
        var faulty = Faults(section, type).Select(static f => f.Setting.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return faulty.Count == 0
            ? section
            : new ConfigurationBuilder().AddInMemoryCollection(section.AsEnumerable().Where(s => !faulty.Contains(s.Key))).Build().GetSection(section.Path);
    }

    private static IEnumerable<(IConfigurationSection Setting, string Rule)> Faults(IConfigurationSection section, Type type)
    {
        foreach (var property in type.GetProperties())
        {
            var setting = section.GetSection(property.Name);
            foreach (var fault in FaultsOfValue(setting, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(IConfigurationSection Setting, string Rule)> FaultsOfValue(IConfigurationSection setting, Type type)
    {
        if (!setting.Exists() || type == typeof(string))
        {
            return [];
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            return setting.GetChildren().SelectMany(item => FaultsOfValue(item, type.GetGenericArguments()[^1]));
        }

        return Rule(type, setting.Value) is { } rule ? [(setting, rule)]
            : type.Namespace == typeof(SettingTypes).Namespace || type.Namespace?.StartsWith($"{typeof(SettingTypes).Namespace}.", StringComparison.Ordinal) == true
                ? Faults(setting, type)
                : [];
    }

    /// <summary>What is wrong with a value of a simple type; null if nothing is.</summary>
    private static string? Rule(Type type, string? value) => value switch
    {
        null => null,
        _ when type == typeof(int) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number is needed.",
        _ when type == typeof(bool) => bool.TryParse(value, out _) ? null : "true or false is needed.",
        _ when type.IsEnum => Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", Enum.GetNames(type))} is needed.",
        _ when type == typeof(TimeSpan) => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "a time is needed: hours, minutes and seconds as in 00:30:00, with days in front as in 1.12:00:00.",
        _ => null,
    };

    private sealed class Validator<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new SettingFaults(section.Path);
            foreach (var (setting, rule) in Faults(section, typeof(T)))
            {
                faults.Add(setting.Path[(section.Path.Length + 1)..], setting.Value, rule);
            }

            return faults.Result;
        }
    }
}
