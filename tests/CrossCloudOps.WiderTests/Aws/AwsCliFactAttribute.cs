namespace CrossCloudOps.WiderTests.Aws;

/// <summary>A test with an AWS CLI of <see cref="AwsCli.All"/>; skipped where there is none, unless in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute(string protocol)
    {
        Protocol = protocol;
        Skip = AwsCli.All[protocol].SkipReason;
    }

    public string Protocol { get; }
}
