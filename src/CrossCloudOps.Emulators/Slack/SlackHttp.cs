using System.Net;
using CrossCloudOps.Emulators.Slack.Methods;
using CrossCloudOps.Emulators.Slack.Page;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>From HTTP to methods and back, with the faults between.</summary>
internal sealed class SlackHttp(SlackWorkspace workspace, PageRoutes pages, Faults faults, Uri origin, CancellationToken stopping)
{
    private readonly FileMethods _files = new(workspace, origin);
    private readonly IncomingWebhook _webhook = new(workspace);
    private readonly ResponseUrls _responseUrls = new(workspace);

    private readonly Dictionary<string, SlackMethod> _methods = Enumerable.Empty<SlackMethod>()
        .Concat(new ChatMethods(workspace, origin).All)
        .Concat(new ConversationMethods(workspace).All)
        .Concat(new PeopleMethods(workspace, origin).All)
        .Concat(new ViewMethods(workspace).All)
        .Concat(new FileMethods(workspace, origin).All)
        .ToDictionary(method => method.Name);

    public async Task HandleAsync(HttpContext context)
    {
        if (!IsLoopback(context.Request.Host))
        {
            context.Response.StatusCode = 400;
            return;
        }

        var segments = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        await (segments switch
        {
            ["api", var method] => CallAsync(context, method),
            ["services", ..] => WebhookAsync(context, segments),
            ["response", var token] => ResponseUrlAsync(context, token),
            ["upload", var id] => UploadAsync(context, id),
            _ => PageAsync(context, segments),
        });
    }

    /// <summary>A page elsewhere must not reach the emulator under a name of its own.</summary>
    private static bool IsLoopback(HostString host) =>
        host.Host is "localhost" || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));

    private async Task PageAsync(HttpContext context, string[] path)
    {
        if (await pages.AnswerAsync(context, path) is { } answer)
        {
            await WriteAsync(context, answer);
        }
    }

    private async Task CallAsync(HttpContext context, string name)
    {
        var request = await SlackRequest.ReadAsync(context.Request);
        await ServeAsync(context, name, request.Arguments, () => Call(name, request));
    }

    private SlackAnswer Call(string name, SlackRequest request)
    {
        if (!_methods.TryGetValue(name, out var method))
        {
            return SlackAnswer.Refuse("unknown_method");
        }

        if (method.NeedsToken && request.Token is null)
        {
            return SlackAnswer.Refuse("not_authed");
        }

        if (method.NeedsToken && request.Token != workspace.Options.BotToken)
        {
            return SlackAnswer.Refuse("invalid_auth");
        }

        return request.Arguments is null ? SlackAnswer.Refuse("invalid_json")
            : method.Run(method.FormOnly && request.IsJson ? SlackArguments.None : request.Arguments);
    }

    private async Task WebhookAsync(HttpContext context, string[] path)
    {
        var request = await SlackRequest.ReadAsync(context.Request);
        await ServeAsync(context, "webhook", null, () => _webhook.Post(path, request.Payload));
    }

    private async Task ResponseUrlAsync(HttpContext context, string token)
    {
        var request = await SlackRequest.ReadAsync(context.Request);
        await ServeAsync(context, "response_url", null, () => _responseUrls.Post(token, request.Payload));
    }

    private async Task UploadAsync(HttpContext context, string id)
    {
        var content = await SlackRequest.ReadFileAsync(context.Request);
        await ServeAsync(context, "upload", null, () => _files.Upload(id, content));
    }

    private async Task ServeAsync(HttpContext context, string operation, SlackArguments? arguments, Func<SlackAnswer> run)
    {
        var fault = faults.Take(operation);
        var number = workspace.Calls.Begin(operation, arguments, fault?.Kind);
        if (fault is { Kind: FaultKind.DropBefore } || (fault is { Kind: FaultKind.Delay } && !await DelayedAsync(fault.Delay)))
        {
            workspace.Calls.End(number, "dropped", []);
            context.Abort();
            return;
        }

        var answer = fault is { Kind: FaultKind.Answer } ? Faulty(fault) : run();
        workspace.Calls.End(number, answer.Error, answer.Reasons);
        if (fault is { Kind: FaultKind.DropAfter })
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    /// <summary>Waits in real time; false when the emulator stops before.</summary>
    private async Task<bool> DelayedAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, TimeProvider.System, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static SlackAnswer Faulty(Fault fault) => fault.Status switch
    {
        200 => SlackAnswer.Refuse(fault.Code),
        429 => SlackAnswer.RateLimited(fault.RetryAfter ?? 1),
        _ => SlackAnswer.PlainText(fault.Status, fault.Code) with { RetryAfter = fault.RetryAfter },
    };

    private static async Task WriteAsync(HttpContext context, SlackAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        if (answer.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (answer.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
