using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>What should stand in the thread below a problem's message: a message or a file, under a name that never changes.</summary>
/// <param name="Version">Another one means that the reply says something else now, and is edited.</param>
/// <param name="ComposeAsync">What it says; asked only when it is posted or edited.</param>
internal sealed record ProblemReply(string Name, string Version, Func<CancellationToken, Task<ReplyContent>> ComposeAsync)
{
    /// <summary>Everybody should hear of it: it shows in the channel too, and stands for itself where there are no threads.</summary>
    public bool IsNotice { get; init; }
}

internal abstract record ReplyContent;

internal sealed record ReplyMessage(SlackMessage Message) : ReplyContent;

/// <summary>A file of text. It is never edited.</summary>
internal sealed record ReplyFile(string FileName, string Title, string Text, string Comment) : ReplyContent;
