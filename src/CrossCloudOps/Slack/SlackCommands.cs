using System.Net;
using System.Text;
using System.Web;

namespace CrossCloudOps.Slack;

/// <summary>
/// Takes slash commands in: <c>/ops &lt;word&gt; &lt;the rest&gt;</c>, plain form fields.
/// <see href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
/// </summary>
internal sealed class SlackCommands(SlackDoor door, SlackDispatch dispatch, IEnumerable<ISlackAction> actions)
{
    private readonly HashSet<string> _names = [.. actions.OfType<ISlackCommand>().Select(static c => c.Name)];

    public async Task<SlackReply> HandleAsync(SlackRequest request, CancellationToken cancellationToken)
    {
        if (door.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        var form = HttpUtility.ParseQueryString(Encoding.UTF8.GetString(request.Body.Span));
        if (form["command"] is not { Length: > 0 } || form["user_id"] is not { Length: > 0 } user || form["response_url"] is not { Length: > 0 } responseUrl)
        {
            return new SlackReply(HttpStatusCode.BadRequest, "The form fields command, user_id and response_url of a slash command are needed.");
        }

        if (door.RefuseTeam(form["team_id"]) is { } stranger)
        {
            return stranger;
        }

        var words = (form["text"] ?? "").Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var name = words is [var first, ..] && _names.TryGetValue(first, out var known) ? known : HelpCommand.CommandName;
        var job = SlackJob.Of(request, ISlackCommand.ActionIdOf(name), words is [_, var rest] ? rest : "", user) with
        {
            ChannelId = form["channel_id"],
            ResponseUrl = responseUrl,
        };
        return await dispatch.AnswerInTimeAsync(job, cancellationToken);
    }
}
