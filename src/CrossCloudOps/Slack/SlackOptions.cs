using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>Settings <c>Slack__*</c>: which Slack, which channel, who may act.</summary>
internal sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Bot token (<c>xoxb-…</c>): one message per problem, edited in place. Either this or <see cref="WebhookUrl"/>.</summary>
    public string? BotToken { get; set; }

    /// <summary>Incoming webhook: the lesser form, new messages instead of edits.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>The app's signing secret, which proves that an interaction comes from Slack.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>
    /// The channel's id (<c>C…</c>); needed with a bot token. Its name works too, but a post whose answer was lost is found again by the
    /// id only.
    /// </summary>
    public string? Channel { get; set; }

    public string? Username { get; set; }

    public string? IconEmoji { get; set; }

    /// <summary>User ids (<c>U…</c>), user group ids (<c>S…</c>) or <c>*</c>: a list (<c>Slack__Operators__0</c>) or separated by commas.</summary>
    public IReadOnlyList<string> Operators { get; private set; } = [];

    /// <summary>Only interactions from this workspace (<c>T…</c>) are taken; without it, from any that has the app.</summary>
    public string? TeamId { get; set; }

    /// <summary>The default is <c>https://slack.com/api/</c>.</summary>
    public string ApiUrl { get; set; } = "https://slack.com/api/";

    public RedactionOptions Redaction { get; } = new();

    public bool HasBot => !string.IsNullOrEmpty(BotToken);

    public Uri ApiAddress => new(ApiUrl.EndsWith('/') ? ApiUrl : ApiUrl + "/");

    public void ReadOperators(IConfigurationSection section) =>
        Operators = [.. section.GetSection(nameof(Operators)).AsEnumerable()
            .SelectMany(static entry => (entry.Value ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct()
            .Order(StringComparer.Ordinal)];
}

internal sealed class ValidateSlackOptions : IValidateOptions<SlackOptions>
{
    private const string TokenRule = "Give the bot token of your Slack app (OAuth & Permissions), or Slack__WebhookUrl for the lesser form without edits.";

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var faults = new SettingFaults(SlackOptions.Section);
        CheckDestination(faults, options);
        faults.CheckSecret(nameof(options.SigningSecret), options.SigningSecret, SettingFaults.ShortestSecret, "Give the signing secret of your Slack app (Basic Information).");
        faults.CheckAddress(nameof(options.ApiUrl), options.ApiUrl, "Leave it out for Slack itself.");
        if (options.Operators.Count == 0)
        {
            faults.Add(nameof(options.Operators), null, "name who may press buttons: user ids (U…), user group ids (S…), or * for everyone in the workspace.");
        }

        foreach (var id in options.Operators.Where(static o => o != "*" && !(o[0] is 'U' or 'W' or 'S' && IsId(o))))
        {
            faults.Add(nameof(options.Operators), id, "a user id (U… or W…), a user group id (S…) or * is needed, not a name.");
        }

        if (!options.HasBot && options.Operators.Any(static o => o.StartsWith('S')))
        {
            faults.Add(nameof(options.Operators), string.Join(",", options.Operators), "user groups can be looked up with a bot token only. Name users.");
        }

        RedactionRules.Check(faults, options.Redaction);
        return faults.Result;
    }

    private static void CheckDestination(SettingFaults faults, SlackOptions options)
    {
        if (options.HasBot && !string.IsNullOrEmpty(options.WebhookUrl))
        {
            faults.AddSecret(nameof(options.WebhookUrl), "and Slack__BotToken are both set: keep one. With the bot token, problems are edited in place.");
            return;
        }

        if (!string.IsNullOrEmpty(options.WebhookUrl))
        {
            if (!Uri.TryCreate(options.WebhookUrl, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            {
                faults.AddSecret(nameof(options.WebhookUrl), "is not an https address: copy it from your Slack app (Incoming Webhooks).");
            }

            foreach (var (path, value) in new[] { (nameof(options.Channel), options.Channel), (nameof(options.Username), options.Username), (nameof(options.IconEmoji), options.IconEmoji) })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    faults.Add(path, value, "an incoming webhook has its own channel, name and icon. Leave it out, or use Slack__BotToken.");
                }
            }

            return;
        }

        faults.CheckSecret(nameof(options.BotToken), options.BotToken, 1, TokenRule);
        if (string.IsNullOrWhiteSpace(options.Channel))
        {
            faults.Add(nameof(options.Channel), null, "give the id of the channel (C…, in the channel's details) and invite the bot to it.");
        }
    }

    private static bool IsId(string text) => text.Length is > 1 and <= 20 && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
