using System.Globalization;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>Bulk acts in words: the buttons of a card, how far a job is, and how it ended.</summary>
internal sealed class BulkMessage(SlackText text)
{
    private const int BarLength = 20;

    /// <summary>A row for what a card with several shows.</summary>
    public IReadOnlyList<Block> Buttons(BulkSelection selection, int count, string queue)
    {
        var value = selection.ToString();
        return [new ActionsBlock([SendBackAll(value, count, queue), DiscardAll(value, count, queue), ListMessage.ShowList(ListQuery.Of(selection))])];
    }

    public IReadOnlyList<Block> Progress(BulkJob job, DateTimeOffset now)
    {
        var head = $"⏳ *{Title(job)}* · {SlackText.Mention(job.UserId)} · {SlackText.Moment(job.At)}";
        var stand = job.Phase == BulkPhase.Selecting ? "looking which ones" : $"`{Bar(job)}` {SlackText.Number(job.Counts.All)} of {SlackText.Number(job.Selected)}{Rate(job, now)}{Rest(job)}";
        return
        [
            new SectionBlock { Text = new Mrkdwn($"{head}\n{stand}") },
            .. Canary(job) is { } canary ? new Block[] { new ContextBlock([new Mrkdwn(canary)]) } : [],
            .. job switch
            {
                { StopBy: { } user } => new Block[] { new ContextBlock([new Mrkdwn($"Being stopped by {SlackText.Mention(user)}.")]) },
                { Phase: BulkPhase.Ended } => [],
                { Phase: BulkPhase.AwaitingGo, GoOnBy: null } => [new ActionsBlock([GoOn(job), Stop(job)])],
                _ => [new ActionsBlock([Stop(job)])],
            },
        ];
    }

    /// <summary>Changes whenever there is something new to show.</summary>
    public static string Stand(BulkJob job) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Id} {job.Phase} {job.Counts.All}/{job.Selected} {job.Returned} {job.StopBy} {job.GoOnBy}");

    /// <summary>What the card keeps of a job, behind the name of the one who began it.</summary>
    public string Ended(BulkJob job)
    {
        var done = job switch
        {
            { Ending: BulkEnding.Busy } => "asked for a bulk act, but another is at these dead letters: nothing was done",
            { Selected: 0 } => job.Act == BulkAct.SendBack ? "📤 found none left to send back" : "🗑️ found none left to discard",
            { Act: BulkAct.SendBack } => $"📤 sent {SlackText.Number(job.Counts.Sent)} of {SlackText.Number(job.Selected)} back",
            _ => $"🗑️ discarded {SlackText.Number(job.Counts.Discarded)} of {SlackText.Number(job.Selected)} (they stay in the archive)",
        };
        var end = job.Ending switch
        {
            BulkEnding.Stopped => $"; stopped by {SlackText.Mention(job.StopBy ?? "?")}",
            BulkEnding.CanaryCameBack => "; the first one came back, so it stopped",
            BulkEnding.TooManyCameBack => $"; {SlackText.Number(job.Returned)} came back, so it stopped",
            BulkEnding.Refused => $"; SQS refused with {text.Code(job.Reason ?? "?", 80)}, so it stopped",
            _ => "",
        };
        return done + Rest(job) + end;
    }

    public static string ActionOf(BulkJob job) => job.Act == BulkAct.SendBack ? "send-back-all" : "discard-all";

    /// <summary>For the audit.</summary>
    public static string Result(BulkJob job)
    {
        var counts = job.Counts;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job.Ending}{(job.Reason is null ? "" : $" {job.Reason}")}: of {job.Selected} {counts.Sent} sent, {counts.Discarded} discarded, {counts.Failed} refused, {counts.Unconfirmed} unconfirmed, {counts.Held} held, {counts.Unreadable} unreadable, {counts.Gone} gone; {job.Returned} came back");
    }

    /// <summary>What somebody is told who presses a button of a single one that a job has in hand.</summary>
    public static string PartOf(BulkJob job) => $"It is part of {SlackText.Mention(job.UserId)}'s “{Title(job)}”: stop that first.";

    public static string Running(BulkJob job) => $"{SlackText.Mention(job.UserId)}'s “{Title(job)}” is at these dead letters already: stop that first, or wait for its end.";

    private static string Title(BulkJob job) => job.Act == BulkAct.SendBack ? "Send back all" : "Discard all";

    private static string Bar(BulkJob job)
    {
        var full = job.Selected == 0 ? 0 : (int)Math.Min(BarLength, (long)BarLength * job.Counts.All / job.Selected);
        return new string('▓', full) + new string('░', BarLength - full);
    }

    /// <summary>Since the job's pace began; what came before, and a pause, are not in it.</summary>
    private static string Rate(BulkJob job, DateTimeOffset now)
    {
        var begun = job.Counts.Begun - job.PaceBegun;
        return job is { Phase: BulkPhase.Acting, Act: BulkAct.SendBack, PaceFrom: { } from } && begun > 0 && (now - from).TotalSeconds is >= 1 and var seconds
            ? string.Create(CultureInfo.InvariantCulture, $" · {begun / seconds:N0}/s")
            : "";
    }

    private static string Rest(BulkJob job)
    {
        var counts = job.Counts;
        return string.Concat(
            Some(counts.Failed, "refused"), Some(counts.Unconfirmed, "not confirmed by SQS"), Some(counts.Held, "held back behind one of their group"),
            Some(counts.Unreadable, "unreadable"), Some(counts.Gone, "dealt with by others"),
            job.Ending is BulkEnding.TooManyCameBack or BulkEnding.CanaryCameBack ? "" : Some(job.Returned, "came back"));

        static string Some(int count, string what) => count == 0 ? "" : $" · {SlackText.Number(count)} {what}";
    }

    private string? Canary(BulkJob job) => job switch
    {
        { Phase: BulkPhase.Canary } => "🐤 One goes first.",
        { Phase: BulkPhase.Watching, Watch: { } watch } =>
            $"🐤 One was sent to {Queue(watch)} at {SlackText.Moment(watch.From)}. The others wait{(watch.Until is { } until ? $", until {SlackText.Moment(until)} at most," : "")} for whether it comes back.",
        { Phase: BulkPhase.AwaitingGo, GoOnBy: null, Watch: { } watch } =>
            $"🐤 One was sent to {Queue(watch)} at {SlackText.Moment(watch.From)}. Nothing can be concluded from that: {text.Line(job.Reason ?? "", 300)}. Go on?",
        { GoOnBy: { } user } => $"🐤 {SlackText.Mention(user)} let it go on.",
        { Phase: BulkPhase.Acting, Watch: not null } => "🐤 The first one did not come back.",
        _ => null,
    };

    private ButtonElement SendBackAll(string value, int count, string queue) => new(SendBackAllAction.Id, new PlainText($"Send back all ({SlackText.Number(count)})"), value)
    {
        Confirm = new ConfirmDialog(
            new PlainText($"Send back all {SlackText.Number(count)}?"),
            new Mrkdwn($"The {SlackText.Number(count)} dead letters of this kind in {text.Code(queue, 80)} go back to where they came from. One goes first; if it comes back, the others stay."),
            new PlainText("Send back all"),
            new PlainText("Cancel")),
    };

    private ButtonElement DiscardAll(string value, int count, string queue) => new(DiscardAllAction.Id, new PlainText($"Discard all ({SlackText.Number(count)})"), value)
    {
        Style = "danger",
        Confirm = new ConfirmDialog(
            new PlainText($"Discard all {SlackText.Number(count)}?"),
            new Mrkdwn($"The {SlackText.Number(count)} dead letters of this kind in {text.Code(queue, 80)} are not sent back, and nobody is reminded of them any more. The archive keeps them."),
            new PlainText("Discard all"),
            new PlainText("Keep"))
        { Style = "danger" },
    };

    private static ButtonElement Stop(BulkJob job) => new(StopAction.Id, new PlainText("Stop"), job.Id) { Style = "danger" };

    private static ButtonElement GoOn(BulkJob job) => new(GoOnAction.Id, new PlainText("Go on"), job.Id) { Style = "primary" };

    private string Queue(BulkWatch watch) => text.Code(SqsQueue.NameOf(watch.Target), 80);
}
