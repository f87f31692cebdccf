namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>One statement of a policy.</summary>
internal sealed class IamStatement
{
    private readonly IReadOnlyList<(IamGrant Grant, IamPattern Action, IamPattern Resource)> _grants;
    private readonly IReadOnlyList<IamCondition> _conditions;

    public IamStatement(string sid, bool allows, IReadOnlyList<string> actions, IReadOnlyList<string> resources, IReadOnlyList<IamCondition> conditions)
    {
        Sid = sid;
        Allows = allows;
        _conditions = conditions;
        _grants =
        [
            .. from action in actions
               from resource in resources
               select (new IamGrant(sid, action, resource), new IamPattern(action, ignoreCase: true), new IamPattern(resource, isArn: true)),
        ];
    }

    public string Sid { get; }

    /// <summary>Else it denies.</summary>
    public bool Allows { get; }

    public IEnumerable<IamGrant> Grants => _grants.Select(static one => one.Grant);

    /// <summary>The first that speaks of this.</summary>
    public IamGrant? Covers(IamNeed need)
    {
        foreach (var (grant, action, resource) in _grants)
        {
            if (action.Matches(need.Action) && resource.Matches(need.Resource) && _conditions.All(condition => condition.Fits(need)))
            {
                return grant;
            }
        }

        return null;
    }
}
