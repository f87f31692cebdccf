using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.Tests.Settings;

/// <summary>Settings that do not hold: the app does not start, and says all that is wrong with them at once.</summary>
public sealed class SettingsTests
{
    private const string Secret = FaultyStart.Secret;
    private const string Dlq = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq";

    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform)
    {
        ["DeadLetters:Queues:0:Url"] = Dlq,
    };

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_the_settings_name_its_value_and_what_to_do()
    {
        var (code, lines) = await FaultyStart.RunAsync(new Dictionary<string, string?>
        {
            ["Aws:Region"] = "Frankfurt",
            ["Aws:ServiceUrl"] = "localhost:9324",
            ["Slack:ApiUrl"] = "http://slack.example/api/",
            ["Slack:BotToken"] = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/token)",
            ["Slack:Channel"] = "#alerts",
            ["Slack:Operators"] = "olivia, U0GOOD",
            ["Slack:SigningSecret"] = "too-short",
            ["DeadLetters:Queues:0:Url"] = "orders-dlq",
            ["DeadLetters:Queues:1:Url"] = Dlq,
            ["DeadLetters:Queues:2:Url"] = Dlq,
            ["DeadLetters:Queues:3:Url"] = $"{Dlq}-3",
            ["DeadLetters:Queues:3:SendBackTo"] = "orders",
            ["DeadLetters:Queues:4:Url"] = $"{Dlq}-4",
            ["DeadLetters:Queues:4:SendBackTo"] = $"{Dlq}-4",
            ["DeadLetters:Queues:5:Url"] = $"{Dlq}-5",
            ["DeadLetters:Queues:5:SendBackTo"] = $"{Dlq}-5.fifo",
            ["DeadLetters:Queues:6:Channel"] = "alerts",
            ["Storage:Directory"] = "unused",
        });

        code.ShouldBe(1);
        Approved.ShouldBe("Settings.txt", string.Join('\n', lines));
    }

    [Fact]
    public async Task Without_any_setting_it_says_what_is_needed_first()
    {
        var (code, lines) = await FaultyStart.RunAsync(new Dictionary<string, string?>());

        code.ShouldBe(1);
        Approved.ShouldBe("Settings.none.txt", string.Join('\n', lines));
    }

    [Theory]
    [InlineData("DeadLetters:RedriveRate", "fast", "DeadLetters__RedriveRate is \"fast\": a whole number is needed.")]
    [InlineData("DeadLetters:RedriveRate", "99999999999", "DeadLetters__RedriveRate is \"99999999999\": a whole number is needed.")]
    [InlineData("DeadLetters:KeepFor", "90 days", "DeadLetters__KeepFor is \"90 days\": a time is needed: hours, minutes and seconds as in 00:30:00, with days in front as in 1.12:00:00.")]
    [InlineData("DeadLetters:KeepFor", "14.00:00:00", "DeadLetters__KeepFor is \"14.00:00:00\": give at least 15 days (15.00:00:00): SQS keeps messages for 14, and until then one may come again.")]
    [InlineData("DeadLetters:ConfirmAfterReturns", "0", "DeadLetters__ConfirmAfterReturns is \"0\": at least 1 is needed: from so many returns on, Send back asks first.")]
    [InlineData("Problems:RemindAfter", "00:01:00", "Problems__RemindAfter is \"00:01:00\": give at least 5 minutes (00:05:00), or 00:00:00 for no reminders.")]
    [InlineData("Problems:RemindAfter", "never", "Problems__RemindAfter is \"never\": a time is needed: hours, minutes and seconds as in 00:30:00, with days in front as in 1.12:00:00.")]
    [InlineData("Problems:ThreadOccurrences", "51", "Problems__ThreadOccurrences is \"51\": give 0 to 50: each costs a second of the channel's pace.")]
    public async Task A_value_that_is_none_or_beyond_its_limits_is_said_with_the_setting_and_what_to_do(string setting, string value, string fault) =>
        (await FaultsAsync((setting, value))).ShouldBe([fault]);

    [Theory]
    [InlineData("hc-ping.com/" + Secret)]
    [InlineData("ftp://hc-ping.com/" + Secret)]
    [InlineData("http://hc-ping.com/" + Secret)]
    [InlineData("http://8.8.8.8/" + Secret)]
    [InlineData("http://internal.example/" + Secret)]
    public async Task What_is_told_that_the_app_works_has_an_https_address_or_is_in_our_network(string address) =>
        (await FaultsAsync(("Problems:ReportTo", address))).ShouldBe(
            ["Problems__ReportTo is not an https address. http is taken on this machine and inside a private network only: there give a private IP address, a name without dots, or one that ends in .internal, .local, .home.arpa."]);

    [Theory]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://vault.example/" + Secret + ")", "is a Key Vault reference that was not resolved: give the app's identity the right to read that secret, and check its name.")]
    [InlineData("https://me:" + Secret + "@hc-ping.com/", "has a user name or password in it, which would not be sent: give an address that needs none.")]
    public async Task An_address_to_report_to_that_cannot_work_is_refused_and_not_shown(string address, string fault) =>
        (await FaultsAsync(("Problems:ReportTo", address))).ShouldBe([$"Problems__ReportTo {fault}"]);

    [Theory]
    [InlineData("")]
    [InlineData("https://hc-ping.com/" + Secret)]
    [InlineData("http://localhost:3001/api/push/x")]
    [InlineData("http://10.1.2.3:3001/api/push/x")]
    [InlineData("http://[fd00::1]/api/push/x")]
    [InlineData("http://uptime-kuma:3001/api/push/x?status=up")]
    [InlineData("http://kuma.corp.internal/api/push/x")]
    public void An_address_to_report_to_may_be_in_our_own_network(string address) =>
        new ValidateProblemsOptions().Validate(null, new ProblemsOptions { ReportTo = address }).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData(null, "Slack__SigningSecret is not set: Give the signing secret of your Slack app (Basic Information).")]
    [InlineData("", "Slack__SigningSecret is not set: Give the signing secret of your Slack app (Basic Information).")]
    [InlineData("   ", "Slack__SigningSecret is not set: Give the signing secret of your Slack app (Basic Information).")]
    [InlineData("fifteen-bytes-x", "Slack__SigningSecret has 15 bytes: at least 16 are needed. Give the signing secret of your Slack app (Basic Information).")]
    [InlineData(
        "@microsoft.keyvault(VaultName=v;SecretName=s)",
        "Slack__SigningSecret is a Key Vault reference that was not resolved: give the app's identity the right to read that secret, and check its name.")]
    public async Task A_secret_that_is_none_is_refused_and_never_shown(string? secret, string fault) =>
        (await FaultsAsync(("Slack:SigningSecret", secret))).ShouldBe([fault]);

    [Fact]
    public async Task An_incoming_webhook_takes_neither_channel_nor_name_nor_icon_nor_user_groups()
    {
        var faults = await FaultsAsync(
            ("Slack:BotToken", null), ("Slack:WebhookUrl", $"https://hooks.slack.com/services/{Secret}"), ("Slack:Channel", "C0ALERTS"),
            ("Slack:Username", "ops"), ("Slack:IconEmoji", ":fire:"), ("Slack:Operators", "U0ONE,S0GROUP"));

        faults.ShouldBe(
        [
            "Slack__Channel is \"C0ALERTS\": an incoming webhook has its own channel, name and icon. Leave it out, or use Slack__BotToken.",
            "Slack__Username is \"ops\": an incoming webhook has its own channel, name and icon. Leave it out, or use Slack__BotToken.",
            "Slack__IconEmoji is \":fire:\": an incoming webhook has its own channel, name and icon. Leave it out, or use Slack__BotToken.",
            "Slack__Operators is \"S0GROUP,U0ONE\": user groups can be looked up with a bot token only. Name users.",
        ]);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/" + Secret, "Slack__WebhookUrl and Slack__BotToken are both set: keep one. With the bot token, problems are edited in place.")]
    public async Task Both_kinds_of_credentials_are_refused(string webhook, string fault) => (await FaultsAsync(("Slack:WebhookUrl", webhook))).ShouldBe([fault]);

    [Theory]
    [InlineData("hooks.slack.com/services/" + Secret)]
    [InlineData("http://hooks.slack.com/services/" + Secret)]
    [InlineData("ftp://127.0.0.1/" + Secret)]
    public async Task An_incoming_webhook_that_is_no_address_is_refused_and_not_shown(string webhook) =>
        (await FaultsAsync(("Slack:BotToken", null), ("Slack:Channel", null), ("Slack:WebhookUrl", webhook)))
            .ShouldBe(["Slack__WebhookUrl is not an https address: copy it from your Slack app (Incoming Webhooks)."]);

    [Fact]
    public async Task A_section_without_queues_is_a_fault_and_not_a_feature_that_is_off()
    {
        var faults = await FaultsAsync(("DeadLetters:Queues:0:Url", null), ("DeadLetters:Queues:0:Channel", "C0OTHER"));

        faults.ShouldBe(["DeadLetters__Queues__0__Url is not set: give the queue's URL, as in https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq."]);
    }

    [Fact]
    public async Task Log_groups_are_given_by_their_names() =>
        (await FaultsAsync(("DeadLetters:Queues:0:LogGroups:0", "/aws/lambda/orders"), ("DeadLetters:Queues:0:LogGroups:1", "arn:aws:logs:eu-central-1:123456789012:log-group:x")))
            .ShouldBe(["DeadLetters__Queues__0__LogGroups__1 is \"arn:aws:logs:eu-central-1:123456789012:log-group:x\": give the log group's name, for example /aws/lambda/orders, not its ARN."]);

    [Fact]
    public async Task More_than_500_queues_are_refused() =>
        (await FaultsAsync([.. Enumerable.Range(0, 501).Select(static n => ($"DeadLetters:Queues:{n}:Url", (string?)$"{Dlq}{n}"))]))
            .ShouldBe(["DeadLetters__Queues is \"501 queues\": at most 500 are watched by one app."]);

    [Theory]
    [InlineData("RedriveRate", "-1", "give messages a second, 1 to 10000. 0 sends as fast as SQS takes them.")]
    [InlineData("RedriveRate", "10001", "give messages a second, 1 to 10000. 0 sends as fast as SQS takes them.")]
    [InlineData("LongestCanaryWatch", "-00:01:00", "give a time from 00:00:00 (always ask) to 12:00:00, the longest that SQS hides a message.")]
    [InlineData("LongestCanaryWatch", "12:00:01", "give a time from 00:00:00 (always ask) to 12:00:00, the longest that SQS hides a message.")]
    [InlineData("StopAfterReturned", "0", "at least 1 is needed: \"Send back all\" stops when so many came back.")]
    [InlineData("StopAfterReturnedPercent", "101", "give a percentage, 0 to 100.")]
    public async Task What_sending_back_in_bulk_may_be_set_to_has_limits(string name, string value, string rule) =>
        (await FaultsAsync(($"DeadLetters:{name}", value))).ShouldBe([$"DeadLetters__{name} is \"{value}\": {rule}"]);

    [Fact]
    public async Task Redaction_takes_known_kinds_and_patterns_for_the_linear_engine_only()
    {
        var faults = await FaultsAsync(
            ("Slack:Redaction:Enabled", "maybe"), ("Slack:Redaction:Off:0", "E-Mail Address"), ("Slack:Redaction:Off:1", "email"),
            ("Slack:Redaction:Patterns:0:Name", "customer number"), ("Slack:Redaction:Patterns:0:Pattern", "C-[0-9]{6}"),
            ("Slack:Redaction:Patterns:1:Name", new string('n', 41)), ("Slack:Redaction:Patterns:1:Pattern", "(?<=C-)[0-9]{6}"),
            ("Slack:Redaction:Patterns:2:Name", "a [b]"), ("Slack:Redaction:Patterns:2:Pattern", "["),
            ("Slack:Redaction:Patterns:3:Pattern", "x*"),
            ("Slack:Redaction:Patterns:4:Name", "nothing"), ("Slack:Redaction:Patterns:5:Name", "long"), ("Slack:Redaction:Patterns:5:Pattern", new string('x', 1001)));

        Approved.ShouldBe("Settings.redaction.txt", string.Join('\n', faults));
    }

    [Fact]
    public async Task More_than_50_patterns_are_refused() =>
        (await FaultsAsync([.. Enumerable.Range(0, 51).Select(static n => ($"Slack:Redaction:Patterns:{n}:Name", (string?)$"p{n}"))]))
            .ShouldBe(["Slack__Redaction__Patterns is \"51 patterns\": at most 50 are searched for in every text."]);

    [Fact]
    public void Defaults()
    {
        var (slack, aws, deadLetters) = (new SlackOptions(), new AwsOptions(), new DeadLettersOptions());

        slack.ApiUrl.ShouldBe("https://slack.com/api/");
        new[] { slack.BotToken, slack.WebhookUrl, slack.SigningSecret, slack.Channel, slack.Username, slack.IconEmoji, slack.TeamId }.ShouldAllBe(static s => s == null);
        slack.Operators.ShouldBeEmpty();
        slack.Redaction.IsOn.ShouldBeTrue();
        (slack.Redaction.Off.Count, slack.Redaction.Patterns.Count).ShouldBe((0, 0));
        (aws.Region, aws.ServiceUrl).ShouldBe((null, null));
        deadLetters.Queues.ShouldBeEmpty();
        (deadLetters.RedriveRate, deadLetters.LongestCanaryWatch).ShouldBe((50, TimeSpan.FromMinutes(30)));
        (deadLetters.StopAfterReturned, deadLetters.StopAfterReturnedPercent).ShouldBe((3, 5));
    }

    [Theory]
    [InlineData("Operators", "U1, U2;S3 *")]
    [InlineData("Operators:0", "U1", "Operators:1", "U2", "Operators:2", "S3", "Operators:3", "*")]
    [InlineData("Operators:0", "U1,U2", "Operators:1", "S3,*,U1")]
    public void Operators_are_a_list_or_a_text_with_commas(params string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).ToDictionary(static s => $"Slack:{s[0]}", static s => (string?)s[1])).Build();
        var options = new SlackOptions();

        options.ReadOperators(configuration.GetSection("Slack"));

        options.Operators.ShouldBe(["*", "S3", "U1", "U2"]);
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(params IEnumerable<(string Name, string? Value)> changes) => FaultyStart.FaultsAsync(Good, changes);
}
