using System.Runtime.CompilerServices;

namespace CrossCloudOps.Tests.Drivers;

internal static class TestEnvironment
{
    /// <summary>What apps sign with. Tests themselves sign with another key: only apps are held to a policy.</summary>
    public const string AccessKeyId = "emulator";

    /// <summary>Credentials for emulators only: no test may ever sign with somebody's own.</summary>
    [ModuleInitializer]
    public static void UseCredentialsOfNobody()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", AccessKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "emulator");
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", null);
        Environment.SetEnvironmentVariable("AWS_PROFILE", null);
    }
}
