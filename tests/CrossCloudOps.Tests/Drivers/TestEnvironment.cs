using System.Runtime.CompilerServices;

namespace CrossCloudOps.Tests.Drivers;

internal static class TestEnvironment
{
    /// <summary>Credentials for emulators only: no test may ever sign with somebody's own.</summary>
    [ModuleInitializer]
    public static void UseCredentialsOfNobody()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "emulator");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "emulator");
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", null);
        Environment.SetEnvironmentVariable("AWS_PROFILE", null);
    }
}
