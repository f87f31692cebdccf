using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CrossCloudOps.Tests.Storage;

/// <summary>
/// A fact of a contract that several classes inherit. A class whose peer may be absent says so in a static <c>SkipReason</c>, which
/// an attribute on the shared method could not know.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CrossCloudOps.Tests.Storage.ContractFactDiscoverer", "CrossCloudOps.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

public sealed class ContractFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("For xunit's own deserializer.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(messages, display, options, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.ToRuntimeType().GetProperty("SkipReason", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as string;
}
