using System.Runtime.CompilerServices;
using CrossCloudOps.Playground;

namespace CrossCloudOps.BrowserTests.Drivers;

internal static class Isolation
{
    /// <summary>As the playground's own process does it first of all.</summary>
    [ModuleInitializer]
    public static void Isolate() => PlaygroundEnvironment.Isolate();
}
