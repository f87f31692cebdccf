using System.Collections;
using System.Reflection;
using CrossCloudOps.Functions;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Infra;

/// <summary>The app settings that the Bicep sets, against the code that reads them.</summary>
public sealed class AzureSettingsTests
{
    private const string Secret = "a-secret-that-the-vault-gives-instead";

    /// <summary>Settings that others read: who, and why they are there.</summary>
    private static readonly Dictionary<string, string> OfOthers = new()
    {
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "host: telemetry goes out as the identity, as there is no key",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "host: where telemetry goes",
        ["AZURE_CLIENT_ID"] = "Azure.Identity: which of an app's identities is meant",
        ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "host: how large a request may be; the app compares its own limits with it",
    };

    [Fact]
    public void Each_schedule_is_set_and_has_the_default_that_stands_beside_its_trigger() =>
        BicepDeployment.Schedules.ShouldBe(TimerFunctions.DefaultSchedules, ignoreOrder: true);

    [Fact]
    public void The_timers_of_a_feature_are_those_that_the_code_gives_it() =>
        BicepDeployment.TimersOfFeatures.Select(static f => $"{f.Key}: {string.Join(", ", f.Value.Order(StringComparer.Ordinal))}").ShouldBe(
            TimerFunctions.All.Where(static t => t.Section is not null).GroupBy(static t => t.Section).Select(static s => $"{s.Key}: {string.Join(", ", s.Select(static t => t.Name).Order(StringComparer.Ordinal))}"),
            ignoreOrder: true);

    /// <summary>As the host wants it, and as <see cref="CrossCloudOps.Status.EnabledFunctions"/> reads it.</summary>
    [Fact]
    public void A_timer_of_a_feature_that_is_off_is_disabled() => ((BicepText)BicepFile.App.The("var", "disabled").Value!).Text.ShouldBe(
        "toObject(idleTimers, timer => 'AzureWebJobs.${timer}.Disabled', timer => 'true')");

    [Fact]
    public void Settings_of_ones_own_win_over_what_is_set_by_itself() =>
        BicepDeployment.Parts.ShouldBe(["schedules", "disabled", "fixed", "references", "settings"]);

    [Fact]
    public void With_the_example_the_app_starts() => Should.NotThrow(() => Start(Deployed()));

    [Theory]
    [InlineData("Aws__Region")]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("Slack__BotToken")]
    [InlineData("Slack__Channel")]
    [InlineData("Slack__Operators")]
    [InlineData("Slack__SigningSecret")]
    public void Without_one_of_these_it_would_not(string name)
    {
        var settings = Deployed();
        settings.Remove(name).ShouldBeTrue();

        Should.Throw<OptionsValidationException>(() => Start(settings));
    }

    [Fact]
    public void The_app_takes_the_identity_that_the_host_takes()
    {
        var account = Deployed().Where(static s => s.Key.StartsWith($"{HostAccount.Section}__", StringComparison.Ordinal)).Select(static s => s.Key[(HostAccount.Section.Length + 2)..]);

        account.ShouldBe(["blobServiceUri", "clientId", "credential"], ignoreOrder: true);
        BicepDeployment.Fixed["AzureWebJobsStorage__credential"].ShouldBe("managedidentity");
        BicepDeployment.Fixed["AzureWebJobsStorage__clientId"].ShouldBe(BicepDeployment.Fixed["AZURE_CLIENT_ID"]);
        BicepDeployment.Fixed["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"].ShouldBe($"Authorization=AAD;ClientId={BicepDeployment.Fixed["AZURE_CLIENT_ID"]}");
    }

    [Fact]
    public void No_setting_is_set_that_nobody_reads() =>
        Deployed().Keys.Where(static name => !OfOthers.ContainsKey(name) && !TimerFunctions.DefaultSchedules.ContainsKey(name) && !IsKnown(name)).ShouldBeEmpty();

    [Theory]
    [InlineData("Slack__BotTokens")]
    [InlineData("Slak__BotToken")]
    [InlineData("DeadLetters__Queues__first__Url")]
    [InlineData("Webhooks__Routes__Orders__Signature__Secret")]
    [InlineData("AzureWebJobsStorage__queueServiceUri")]
    public void A_setting_that_nobody_reads_is_found(string name) => IsKnown(name).ShouldBeFalse();

    private static Dictionary<string, string> Deployed()
    {
        var settings = new Dictionary<string, string>();
        foreach (var (name, value) in BicepDeployment.Schedules.Concat(BicepDeployment.Fixed).Concat(BicepDeployment.Secrets.Select(static s => KeyValuePair.Create(s.Key, Secret))).Concat(BicepDeployment.Settings))
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>The checks at the start, as the host makes them.</summary>
    private static void Start(Dictionary<string, string> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create<string, string?>(s.Key.Replace("__", ":", StringComparison.Ordinal), s.Value))).Build();
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCrossCloudOps(configuration, TimerFunctions.All).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    /// <summary>Whether a property of the options stands behind it.</summary>
    private static bool IsKnown(string name) => typeof(SlackOptions).Assembly.GetTypes().Any(type =>
        type.GetField("Section")?.GetRawConstantValue() is string section && name.StartsWith($"{section}__", StringComparison.Ordinal) && Leads(type, name[(section.Length + 2)..].Split("__")));

    private static bool Leads(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return type == typeof(string) || type.IsValueType || typeof(IEnumerable<string>).IsAssignableFrom(type);
        }

        if (type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var isMap = type.GetGenericArguments().Length == 2;
            return (isMap || int.TryParse(path[0], out _)) && Leads(type.GetGenericArguments()[^1], path[1..]);
        }

        // The host writes its own names with a small letter.
        return type.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance | (type == typeof(HostAccount) ? BindingFlags.IgnoreCase : BindingFlags.Default)) is { } property
            && Leads(property.PropertyType, path[1..]);
    }
}
