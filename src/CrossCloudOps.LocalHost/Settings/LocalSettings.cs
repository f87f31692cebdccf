using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.LocalHost.Settings;

/// <summary>Settings as Core Tools give them to an app: the file's values, overridden by environment variables.</summary>
internal static class LocalSettings
{
    /// <summary>Without a directory to search from, the environment only.</summary>
    public static IConfiguration Read(string? directory)
    {
        var builder = new ConfigurationBuilder();
        if (directory is not null && SettingsFile.Find(directory) is { } path)
        {
            builder.AddInMemoryCollection(SettingsFile.Read(path));
        }

        return builder.AddEnvironmentVariables().Build();
    }
}
