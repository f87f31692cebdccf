using CrossCloudOps.Pages;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks.Page;

/// <summary>How a route stands, in plain words.</summary>
internal static class RouteStanding
{
    public static (PageLevel Level, string Words) Of(WebhookRoute route, RouteState state, DateTimeOffset now) => state switch
    {
        { Pause: { } pause } when !pause.IsOver(now) => (PageLevel.Notice, $"paused by {pause.UserId}{(pause.Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")}"),
        { SetUp: { } fault } => (PageLevel.Bad, fault),
        { Circuit: { } circuit } => (PageLevel.Bad, $"the target is down since {circuit.OpenedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC{LastAnswer(state)}"),
        { Troubled.Count: > 0 } => (PageLevel.Bad, $"{state.Troubled.Count} {(state.Troubled.Count == 1 ? "group waits" : "groups wait")}{LastAnswer(state)}"),
        _ when route.ReleaseWindows.Select(w => w.OpenUntil(now)).Max() is { } end => (PageLevel.Notice, $"release window until {end.UtcDateTime:HH:mm} UTC"),
        _ when route.Target is null => (PageLevel.Fine, "taken in only"),
        _ => (PageLevel.Fine, "delivered"),
    };

    private static string LastAnswer(RouteState state) => state.LastFailure is { } failure ? $", last answer: {failure.Code}" : "";
}
