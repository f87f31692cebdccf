namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>What is wrong, and where: a JSON pointer into the call's arguments.</summary>
internal sealed record BlockKitFault(string Pointer, string Message)
{
    /// <summary>The error of the whole call, where it is not the general one.</summary>
    public string? Code { get; init; }

    public override string ToString() => $"{Message} [json-pointer:{Pointer}]";
}
