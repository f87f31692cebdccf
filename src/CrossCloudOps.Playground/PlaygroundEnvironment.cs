namespace CrossCloudOps.Playground;

/// <summary>What this process must not take from the one who starts it: everything here is on this machine.</summary>
internal static class PlaygroundEnvironment
{
    /// <summary>The emulator takes any; nobody's own are ever used.</summary>
    public const string AnyKey = "emulator";

    private static readonly string[] Unwanted = ["AWS_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

    public static void Isolate()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (Unwanted.Any(unwanted => name.StartsWith(unwanted, StringComparison.OrdinalIgnoreCase)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", AnyKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", AnyKey);

        // The files in ~/.aws are not read either.
        var nothing = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", nothing);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", nothing);
    }
}
