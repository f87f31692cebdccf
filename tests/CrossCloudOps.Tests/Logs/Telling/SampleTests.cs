using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>The error as it was written: cut where it must be, and harmless.</summary>
public sealed class SampleTests
{
    private const string Secret = "hunter2hunter2";

    [Fact]
    public async Task Of_an_event_of_a_megabyte_the_message_shows_the_beginning_and_the_thread_60000_characters()
    {
        await using var logs = await LogScenario.StartAsync();
        var lines = string.Join('\n', Enumerable.Range(0, 20_000).Select(static n => $"line {n:D6} of what happened then, which is as long as any other"));
        logs.Put($"ERROR cannot save\n{lines}");

        await logs.ScanAndNotifyAsync();

        var says = logs.Stack.OnlyShown.Says();
        says.ShouldContain("line 000003 of what");
        says.ShouldContain("✂️ cut: the first 2,8");
        says.ShouldContain($"of {lines.Length + 18:N0} characters, more in the thread");
        var file = logs.Stack.Slack.Files.ShouldHaveSingleItem();
        file.ThreadTs.ShouldBe(logs.Stack.OnlyShown.Ts);
        file.Text.Length.ShouldBeInRange(59_900, LogSample.LongestText);
        file.Text.ShouldStartWith("ERROR cannot save\nline 000000");
        logs.Stack.Thread.ShouldHaveSingleItem().Text.ShouldBe($"The error as it was written: the first {file.Text.Length:N0} of {lines.Length + 18:N0} characters. More is not kept here; the log has it all.");
        await logs.ScanAndNotifyAsync(TimeSpan.FromMinutes(1));
        logs.Stack.Slack.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_message_shows_whole_is_no_file()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put($"ERROR cannot save {new string('x', 2000)}");

        await logs.ScanAndNotifyAsync();

        logs.Stack.OnlyShown.Says().ShouldNotContain("✂️");
        logs.Stack.Slack.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_fences_mentions_and_terminal_colours_stay_out_of_message_title_and_file()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put($"\u001b[31mERROR\u001b[0m login failed password={Secret} <!channel> ```\n<@U0OPERATOR> & `code` https://me:{Secret}@db/\n{string.Concat(Enumerable.Repeat("more <of> it\n", 500))}");

        await logs.ScanAndNotifyAsync();

        var (message, file) = (logs.Stack.OnlyShown, logs.Stack.Slack.Files.ShouldHaveSingleItem());
        var posted = message.Blocks!.Value.GetRawText() + message.Text;
        posted.ShouldNotContain(Secret);
        posted.ShouldNotContain("<!channel>");
        posted.ShouldNotContain("<@U0OPERATOR>");
        posted.ShouldNotContain("[31m");
        message.Text.ShouldContain("password=[redacted 1: ");
        message.Says().ShouldContain("&lt;!channel&gt;");
        message.Says().Split('\n', 2)[1].Split("```").Length.ShouldBe(3);
        file.Text.ShouldNotContain(Secret);
        file.Text.ShouldContain("<!channel> ```\n");
    }

    [Fact]
    public async Task Half_a_secret_at_the_end_of_a_title_is_not_shown()
    {
        const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
        await using var logs = await LogScenario.StartAsync();
        logs.Put($"ERROR {string.Concat(Enumerable.Repeat("cannot save it ", 12))}{Token}");

        await logs.ScanAndNotifyAsync();

        (await logs.RecordsAsync()).ShouldHaveSingleItem().Title.ShouldContain("eyJ");
        (logs.Stack.OnlyShown.Says() + logs.Stack.OnlyShown.Text).ShouldNotContain("eyJ");
        (await logs.Get<CrossCloudOps.Problems.ProblemBook>().ReadAsync(await OnlyKeyAsync(logs), default))!.Title.ShouldEndWith("cannot save it …");
    }

    [Theory]
    [InlineData("cannot save", "cannot save")]
    [InlineData("cannot save AKIAIOSFOD…", "cannot save …")]
    [InlineData("cannot save AKIAIOSF… (caused by no answer from db-1)", "cannot save … (caused by no answer from db-1)")]
    [InlineData("cannot save AKIA… (caused by no answer for AKI…)", "cannot save … (caused by no answer for …)")]
    [InlineData("注文を保存できません…", "注文を保存できません…")]
    [InlineData("xxxxxxxxxxxxxxxx…", "(one long word)")]
    [InlineData("…", "(one long word)")]
    [InlineData("", "")]
    public void The_word_of_a_title_that_was_cut_goes(string title, string shown) => CutText.Title(title).ShouldBe(shown);

    [Fact]
    public void The_word_of_a_sample_that_was_cut_goes_unless_it_is_no_word()
    {
        var long_ = new string('x', 2001);

        CutText.Sample("one two", length: 7).ShouldBe("one two");
        CutText.Sample("one tw", length: 7).ShouldBe("one ");
        CutText.Sample(long_, length: 9999).ShouldBe(long_);
        CutText.Sample("", length: 5).ShouldBe("");
    }

    private static async Task<string> OnlyKeyAsync(LogScenario logs) =>
        (await logs.App.Store.ListAsync($"{CrossCloudOps.Problems.ProblemBook.Folder}log-error/", default).ToListAsync()).ShouldHaveSingleItem().Name[CrossCloudOps.Problems.ProblemBook.Folder.Length..];
}
