using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CrossCloudOps.Outbound;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>Slack's Web API, an incoming webhook and response URLs. Nothing is retried here: the notifier comes again.</summary>
internal sealed class SlackClient(IHttpClientFactory http, SlackTelemetry telemetry, IOptions<SlackOptions> options)
{
    public const string HttpClientName = "Slack";

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Slack's own trouble, in words instead of a status: it may or may not have done what it was asked.</summary>
    private static readonly HashSet<string> ServerErrors = ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"];

    private static readonly HashSet<string> RateErrors = ["ratelimited", "rate_limited", "message_limit_exceeded"];

    private readonly SlackOptions _options = options.Value;

    /// <summary>A method that writes, with its arguments as JSON.</summary>
    public Task<SlackAnswer> CallAsync(string method, SlackCall call, CancellationToken cancellationToken) =>
        SendAsync(method, Slack(), Authorized(method, Json(call)), isWebApi: true, cancellationToken);

    /// <summary>A method that reads, with its arguments as a form, as Slack wants it there.</summary>
    public Task<SlackAnswer> ReadAsync(string method, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken) =>
        SendAsync(method, Slack(), Authorized(method, new FormUrlEncodedContent(arguments)), isWebApi: true, cancellationToken);

    public Task<SlackAnswer> PostToWebhookAsync(SlackCall call, CancellationToken cancellationToken) =>
        SendAsync("incoming webhook", Slack(), new HttpRequestMessage(HttpMethod.Post, _options.WebhookUrl) { Content = Json(call) }, isWebApi: false, cancellationToken);

    /// <summary>
    /// Answers a click where it was made: at most five times within 30 minutes.
    /// <see href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"/>
    /// </summary>
    public async Task<SlackAnswer> RespondAsync(string responseUrl, SlackCall call, CancellationToken cancellationToken) =>
        IsSlacks(responseUrl)
            ? await SendAsync("response URL", Guarded(), new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = Json(call) }, isWebApi: false, cancellationToken)
            : new SlackAnswer(SlackOutcome.Refused) { Error = "the response URL is not Slack's" };

    /// <summary>The bytes of a file, to the address that Slack gave for them.</summary>
    public async Task<SlackAnswer> UploadAsync(string uploadUrl, byte[] content, CancellationToken cancellationToken) =>
        IsSlacks(uploadUrl)
            ? await SendAsync("upload URL", Slack(), new HttpRequestMessage(HttpMethod.Post, uploadUrl) { Content = new ByteArrayContent(content) }, isWebApi: false, cancellationToken)
            : new SlackAnswer(SlackOutcome.Refused) { Error = "the upload URL is not Slack's" };

    /// <summary>An address that Slack gave leads to Slack; when the API is on this machine (an emulator), to this machine.</summary>
    private bool IsSlacks(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (_options.ApiAddress.IsLoopback
            ? uri.IsLoopback
            : uri.Scheme == Uri.UriSchemeHttps && (uri.Host == _options.ApiAddress.Host || uri.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase)));

    private HttpRequestMessage Authorized(string method, HttpContent content) =>
        new(HttpMethod.Post, new Uri(_options.ApiAddress, method))
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _options.BotToken) },
        };

    private static ByteArrayContent Json(SlackCall call) =>
        new(JsonSerializer.SerializeToUtf8Bytes(call, SlackJson.Wire.SlackCall))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };

    private HttpClient Slack() => http.CreateClient(HttpClientName);

    /// <summary>For addresses that a request brought along.</summary>
    private HttpClient Guarded()
    {
        if (_options.ApiAddress.IsLoopback)
        {
            return Slack();
        }

        var client = http.CreateClient(OutboundClients.Public);
        client.Timeout = AnswerWithin;
        return client;
    }

    /// <param name="method">What the call goes by where it is measured.</param>
    private async Task<SlackAnswer> SendAsync(string method, HttpClient client, HttpRequestMessage request, bool isWebApi, CancellationToken cancellationToken)
    {
        using (request)
        {
            return await telemetry.CallAsync(method, () => SendAsync(client, request, isWebApi, cancellationToken));
        }
    }

    private static async Task<SlackAnswer> SendAsync(HttpClient client, HttpRequestMessage request, bool isWebApi, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Understand(response, body, isWebApi);
        }
        catch (HttpRequestException e) when (e.InnerException is TargetRefusedException refused)
        {
            return new SlackAnswer(SlackOutcome.Refused) { Error = refused.Message };
        }
        catch (HttpRequestException e)
        {
            return new SlackAnswer(SlackOutcome.Unknown) { Error = $"no answer ({e.HttpRequestError})" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SlackAnswer(SlackOutcome.Unknown) { Error = "no answer in time" };
        }
    }

    private static SlackAnswer Understand(HttpResponseMessage response, byte[] body, bool isWebApi)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new SlackAnswer(SlackOutcome.RateLimited) { Error = "HTTP 429", RetryAfter = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30) };
        }

        if (!response.IsSuccessStatusCode)
        {
            var refused = (int)response.StatusCode is >= 400 and < 500 and not 408;
            return new SlackAnswer(refused ? SlackOutcome.Refused : SlackOutcome.Unknown) { Error = $"HTTP {status}" };
        }

        if (!isWebApi)
        {
            return new SlackAnswer(SlackOutcome.Done);
        }

        if (Parse(body) is not { } answer)
        {
            return new SlackAnswer(SlackOutcome.Unknown) { Error = "an answer that is not Slack's JSON" };
        }

        return answer.Ok ? new SlackAnswer(SlackOutcome.Done) { Response = answer } : Failure(answer);
    }

    private static SlackAnswer Failure(SlackResponse answer)
    {
        var code = answer.Error ?? "no error given";
        if (RateErrors.Contains(code))
        {
            return new SlackAnswer(SlackOutcome.RateLimited) { Error = code, RetryAfter = TimeSpan.FromSeconds(30) };
        }

        var detail = answer.ResponseMetadata?.Messages is { Count: > 0 } messages ? $"{code}: {string.Join("; ", messages)}" : code;
        return new SlackAnswer(ServerErrors.Contains(code) ? SlackOutcome.Unknown : SlackOutcome.Refused) { Error = detail, Response = answer };
    }

    private static SlackResponse? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJson.Wire.SlackResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
