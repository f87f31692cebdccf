namespace CrossCloudOps.Slack;

/// <summary>
/// One word after the slash command: <c>/ops status</c>. It runs as a job like a button, with the rest of the line as its value, and
/// answers the one who typed it alone.
/// </summary>
internal interface ISlackCommand : ISlackAction
{
    string Name { get; }

    /// <summary>The arguments and what it does, for the help.</summary>
    string Usage { get; }

    string ISlackAction.ActionId => ActionIdOf(Name);

    static string ActionIdOf(string name) => $"command {name}";
}
