using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A modal that a person has open; the view is as Slack returns it, with <c>id</c>, <c>hash</c> and ids of blocks.</summary>
public sealed record OpenView(string Id, string UserId, JsonElement View)
{
    /// <summary>The view beneath it in the stack.</summary>
    public string? PreviousViewId { get; init; }

    internal string Hash { get; init; } = "";

    internal string RootViewId { get; init; } = Id;
}
