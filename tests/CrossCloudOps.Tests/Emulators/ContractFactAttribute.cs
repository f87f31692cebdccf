using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>A test that several implementations take, each in a class of its own that derives from the one with the tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CrossCloudOps.Tests.Emulators.ContractFactDiscoverer", "CrossCloudOps.Tests")]
public sealed class ContractFactAttribute : FactAttribute
{
    /// <summary>Takes minutes unless the clock can be set.</summary>
    public bool NeedsClock { get; set; }
}

/// <summary>On a class whose implementation is not ours: says which tests it does not take, and why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PeerAttribute : Attribute
{
    public abstract string? WhyNot(string test, bool needsClock);
}

public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        ArgumentNullException.ThrowIfNull(factAttribute);
        var peer = testMethod.TestClass.Class.ToRuntimeType().GetCustomAttribute<PeerAttribute>();
        var reason = peer?.WhyNot(testMethod.Method.Name, factAttribute.GetNamedArgument<bool>(nameof(ContractFactAttribute.NeedsClock)));
        return reason is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new XunitSkippedDataRowTestCase(
                DiagnosticMessageSink,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod,
                reason);
    }
}
