using System.Text.Json.Serialization;

namespace CrossCloudOps.Slack;

/// <summary>
/// What this app reads of an interaction's payload.
/// <see href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"/>
/// </summary>
internal sealed record SlackInteraction
{
    public string? Type { get; init; }

    public SlackTeam? Team { get; init; }

    public SlackUser? User { get; init; }

    public SlackContainer? Container { get; init; }

    public string? ResponseUrl { get; init; }

    public string? TriggerId { get; init; }

    public SlackInteractionView? View { get; init; }

    public IReadOnlyList<SlackPressed>? Actions { get; init; }
}

internal sealed record SlackTeam(string? Id);

internal sealed record SlackUser(string? Id, string? TeamId);

internal sealed record SlackContainer(string? ChannelId, string? MessageTs);

/// <summary>The button that was pressed, or the select in which an option was chosen.</summary>
internal sealed record SlackPressed(string? ActionId, string? BlockId, string? Value, SlackChosen? SelectedOption);

internal sealed record SlackChosen(string? Value);

/// <summary>A modal as it was submitted. <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/></summary>
internal sealed record SlackInteractionView(string? CallbackId, string? PrivateMetadata, SlackViewState? State)
{
    /// <summary>One value for each input block; of check boxes the chosen values, joined by commas.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Values => (State?.Values ?? new Dictionary<string, IReadOnlyDictionary<string, SlackInput>>()).ToDictionary(
        static block => block.Key,
        static block => block.Value.Values.FirstOrDefault() is not { } input ? ""
            : input.Value ?? input.SelectedOption?.Value ?? string.Join(',', (input.SelectedOptions ?? []).Select(static o => o.Value)));
}

/// <summary>By <c>block_id</c>, then by <c>action_id</c>.</summary>
internal sealed record SlackViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, SlackInput>>? Values);

internal sealed record SlackInput(string? Value, SlackChosen? SelectedOption, IReadOnlyList<SlackChosen>? SelectedOptions);
