using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>The modals that people have open, each person's as a stack.</summary>
internal sealed class ViewBook(Changes changes)
{
    /// <summary>https://docs.slack.dev/surfaces/modals#view-stack</summary>
    public const int MaxStack = 3;

    private readonly Lock _gate = new();
    private readonly List<OpenView> _views = [];
    private int _lastId;

    public IReadOnlyList<OpenView> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _views];
            }
        }
    }

    public OpenView? Find(string? id, string? externalId = null)
    {
        lock (_gate)
        {
            return _views.Find(one => id is not null ? one.Id == id : externalId is not null && ExternalId(one) == externalId);
        }
    }

    public static string? ExternalId(OpenView view) =>
        view.View.TryGetProperty("external_id", out var id) && id.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Opens a view on top of <paramref name="previous"/>; a view opened on nothing closes what the person had open.</summary>
    public OpenView Open(string userId, JsonObject view, string? previous)
    {
        lock (_gate)
        {
            if (previous is null)
            {
                _views.RemoveAll(one => one.UserId == userId);
            }

            var id = $"V{++_lastId:D9}";
            var opened = new OpenView(id, userId, default)
            {
                PreviousViewId = previous,
                RootViewId = _views.Find(one => one.Id == previous)?.RootViewId ?? id,
            };
            opened = Dressed(opened, view);
            _views.Add(opened);
            changes.Tell();
            return opened;
        }
    }

    public OpenView? Update(string id, JsonObject view)
    {
        lock (_gate)
        {
            var index = _views.FindIndex(one => one.Id == id);
            if (index < 0)
            {
                return null;
            }

            changes.Tell();
            return _views[index] = Dressed(_views[index], view);
        }
    }

    public int StackOf(string userId)
    {
        lock (_gate)
        {
            return _views.Count(one => one.UserId == userId);
        }
    }

    /// <summary>Closes one view, or with <paramref name="all"/> the person's whole stack.</summary>
    public void Close(OpenView view, bool all)
    {
        lock (_gate)
        {
            _views.RemoveAll(one => all ? one.UserId == view.UserId : one.Id == view.Id);
            changes.Tell();
        }
    }

    private OpenView Dressed(OpenView opened, JsonObject view)
    {
        var hash = $"{++_lastId}.{Guid.NewGuid():N}"[..18];
        var dressed = view.DeepClone().AsObject();
        dressed["id"] = opened.Id;
        dressed["hash"] = hash;
        dressed["previous_view_id"] = opened.PreviousViewId;
        dressed["root_view_id"] = opened.RootViewId;
        dressed["private_metadata"] ??= "";
        dressed["callback_id"] ??= "";
        dressed["external_id"] ??= "";
        dressed["state"] ??= new JsonObject { ["values"] = new JsonObject() };
        return opened with { View = JsonElement.Parse(dressed.ToJsonString()), Hash = hash };
    }
}
