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

/// <summary>On a class whose implementation is not ours.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PeerAttribute : Attribute
{
    /// <summary>Why its tests are skipped here: the implementation is not installed.</summary>
    public abstract string? Absent { get; }

    /// <summary>Where it is known to differ from AWS, or cannot be asked: that is no test of it, so it is not even skipped.</summary>
    public abstract string? Difference(string test, bool needsClock);
}

public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        ArgumentNullException.ThrowIfNull(factAttribute);
        var needsClock = factAttribute.GetNamedArgument<bool>(nameof(ContractFactAttribute.NeedsClock));
        return PeerOf(testMethod)?.Difference(testMethod.Method.Name, needsClock) is null ? base.Discover(discoveryOptions, testMethod, factAttribute) : [];
    }

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        PeerOf(testMethod)?.Absent is { } reason
            ? new XunitSkippedDataRowTestCase(
                DiagnosticMessageSink,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod,
                reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);

    private static PeerAttribute? PeerOf(ITestMethod testMethod) => testMethod.TestClass.Class.ToRuntimeType().GetCustomAttribute<PeerAttribute>();
}
