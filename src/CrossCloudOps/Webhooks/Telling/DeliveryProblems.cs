using System.Globalization;
using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>One problem for each route whose webhooks are not delivered, for whatever reason. It follows from the route's state and resolves by itself.</summary>
internal sealed class DeliveryProblems(
    ProblemBook book, RouteBook routeBook, WebhookRoutes routes, QueueFactsReader queues, DeliveryMessage words, TimeProvider time) : IProblemKind
{
    public const string KindName = "delivery";

    public const string Down = "down";
    public const string Paused = "paused";
    public const string PausedUntil = "pausedUntil";
    public const string SetUp = "setUp";
    public const string Code = "code";
    public const string Excerpt = "excerpt";
    public const string AnsweredAt = "answeredAt";
    public const string Groups = "groups";
    public const string Oldest = "oldest";
    public const string RouteKey = "route";

    /// <summary>A message that failed less often is on its way still.</summary>
    private const int WorthTelling = 3;

    public string Kind => KindName;

    public static string KeyOf(string routeKey) => $"{KindName}/{DocumentName.Segment(routeKey)}";

    /// <summary>Opens the route's problem if there is one; whatever is told already is brought up to date by itself.</summary>
    public async Task TellAsync(WebhookRoute route, RouteState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (IsWorthTelling(state, now))
        {
            var problem = new Problem
            {
                Kind = Kind,
                Key = KeyOf(route.Key),
                Title = $"Webhooks of {route.Key} are not delivered",
                OpenedAt = now,
                LastSeenAt = now,
                Channel = route.Channel,
                Facts = Facts(route, state, now),
            };
            await book.SeenAsync(problem, cancellationToken);
        }
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (routes.ByKey(problem.Facts.GetValueOrDefault(RouteKey, "")) is not { } route)
        {
            // Its settings are gone, and with them whoever would deliver anything.
            return problem.State == ProblemState.Open ? problem.Resolved(now) : problem;
        }

        var state = await routeBook.ReadAsync(route, cancellationToken);
        var facts = Facts(route, state, now);
        var derived = problem with
        {
            Facts = facts.ToHashSet().SetEquals(problem.Facts) ? problem.Facts : facts,
            Count = await WaitingAsync(route, cancellationToken) ?? problem.Count,
        };
        var isWrong = IsWorthTelling(state, now) || (problem.State == ProblemState.Open && state.IsInTrouble);
        return (isWrong, problem.State) switch
        {
            (false, ProblemState.Open) => derived.Resolved(now),
            (true, ProblemState.Resolved) => derived.Reopened(now),
            // What a resolved problem said stays as it was.
            (false, ProblemState.Resolved) => problem,
            _ => derived,
        };
    }

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(words.Of(problem, routes.ByKey(problem.Facts.GetValueOrDefault(RouteKey, "")), now));

    private static bool IsWorthTelling(RouteState state, DateTimeOffset now) =>
        state.Circuit is not null || state.SetUp is not null || state.Pause?.IsOver(now) == false || state.Troubled.Values.Any(static t => t.Attempts >= WorthTelling);

    private static Dictionary<string, string> Facts(WebhookRoute route, RouteState state, DateTimeOffset now)
    {
        var facts = new Dictionary<string, string> { [RouteKey] = route.Key };
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts[name] = value;
            }
        }

        var pause = state.Pause?.IsOver(now) == false ? state.Pause : null;
        Add(Paused, pause?.UserId);
        Add(PausedUntil, Unix(pause?.Until));
        Add(SetUp, state.SetUp);
        Add(Down, state.Circuit is null ? null : Unix(state.Circuit.NextProbeAt));
        if (state is { IsInTrouble: true, LastFailure: { } last })
        {
            Add(Code, last.Code);
            Add(Excerpt, last.Excerpt);
            Add(AnsweredAt, Unix(last.At));
            Add(Groups, state.Troubled.Count.ToString(CultureInfo.InvariantCulture));
            Add(Oldest, Unix(state.OldestSentAt));
        }

        return facts;
    }

    private static string? Unix(DateTimeOffset? moment) => moment?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Null if AWS does not tell.</summary>
    private async Task<int?> WaitingAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.ReadNowAsync(route.QueueUrl, cancellationToken)).Waiting;
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
