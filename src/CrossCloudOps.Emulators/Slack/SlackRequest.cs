using System.Text;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A request read to its end.</summary>
internal sealed record SlackRequest
{
    private const string Bearer = "Bearer ";

    /// <summary>From the header, or from a form or query as older callers do.</summary>
    public string? Token { get; private init; }

    public bool IsJson { get; private init; }

    /// <summary>Null when the body is no JSON object although it says so.</summary>
    public SlackArguments? Arguments { get; private init; }

    /// <summary>As webhooks take it: the JSON body whatever its type says, or the form field <c>payload</c>.</summary>
    public SlackArguments? Payload { get; private init; }

    public static async Task<SlackRequest> ReadAsync(HttpRequest request)
    {
        var query = request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            var arguments = SlackArguments.From(query.Concat(form.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))));
            return new SlackRequest
            {
                Token = token ?? arguments.Text("token"),
                Arguments = arguments,
                Payload = SlackArguments.FromJson(arguments.Text("payload") ?? ""),
            };
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var isJson = request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        var fromQuery = SlackArguments.From(query);
        return new SlackRequest
        {
            Token = token ?? fromQuery.Text("token"),
            IsJson = isJson,
            Arguments = isJson ? SlackArguments.FromJson(body) : fromQuery,
            Payload = SlackArguments.FromJson(body),
        };
    }

    /// <summary>A file's bytes: the body as it is, or the first file of a form of parts.</summary>
    public static async Task<byte[]> ReadFileAsync(HttpRequest request)
    {
        using var content = new MemoryStream();
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            var form = await request.ReadFormAsync();
            if (form.Files.Count > 0)
            {
                await form.Files[0].CopyToAsync(content);
            }
        }
        else
        {
            await request.Body.CopyToAsync(content);
        }

        return content.ToArray();
    }
}
