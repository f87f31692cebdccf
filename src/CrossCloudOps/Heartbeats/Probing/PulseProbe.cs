using CrossCloudOps.Outbound;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Asks the address of a pulse, within its bounds of time and size, and says whether the answer is as it should be.</summary>
internal sealed class PulseProbe(IHttpClientFactory clients, ServerCertificates certificates, IOptions<HeartbeatsOptions> settings, TimeProvider time) : IDisposable
{
    /// <summary>A pulse may ask for bodies of 16 MiB, and many pulses are checked at once.</summary>
    private const int MostLargeBodies = 4;

    private readonly SemaphoreSlim _largeTurns = new(MostLargeBodies);
    private readonly HeartbeatsOptions _settings = settings.Value;
    private readonly HttpClient _client = clients.CreateClient(settings.Value.AllowPrivateTargets ? OutboundClients.AllowPrivate : OutboundClients.Public);

    /// <summary>Throws nothing but the caller's own cancellation.</summary>
    public async Task<CheckResult> CheckAsync(Pulse pulse, CancellationToken cancellationToken)
    {
        var longest = pulse.Timeout ?? _settings.Timeout;
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var check = new Check(pulse, time.GetTimestamp());
        try
        {
            var failure = await AskAsync(check, either.Token);
            return Result(check, failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(check, ProbeFailure.NotInTime(check.Stand, limit.IsCancellationRequested ? longest : OutboundClients.ConnectTimeout));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Result(check, ProbeFailure.Of(e, check.Stand), e.InnerException as CertificateRefusedException);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _largeTurns.Dispose();
    }

    private async Task<CheckFailure?> AskAsync(Check check, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = Request(check);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var answer = new Answer((int)response.StatusCode, Headers(response), check.Stand.Address) { Redirects = check.Stand.Redirects };
            if (!AnswerPolicy.IsFollowed(check.Pulse, answer))
            {
                return AnswerPolicy.JudgeHead(check.Pulse, answer) ?? AnswerPolicy.Judge(check.Pulse, await ReadAsync(check, answer, response.Content, cancellationToken));
            }

            check.Stand = new ProbeStand(answer.LeadsTo!, answer.Redirects + 1, new ConnectionProgress());
        }
    }

    private async Task<Answer> ReadAsync(Check check, Answer answer, HttpContent content, CancellationToken cancellationToken)
    {
        if (!AnswerPolicy.WantsBody(check.Pulse))
        {
            return answer with { Took = Took(check) };
        }

        var most = check.Pulse.MaxBytes ?? _settings.MaxBytes;
        var body = new AnswerBody(most, _largeTurns);
        check.Stand = check.Stand with { Body = body };
        await body.ReadAsync(content, cancellationToken);
        return answer with { Took = Took(check), Body = body.Text(content.Headers.ContentType?.CharSet), CutAt = body.IsCut ? most : null };
    }

    private static HttpRequestMessage Request(Check check)
    {
        var request = new HttpRequestMessage(check.Pulse.Head ? HttpMethod.Head : HttpMethod.Get, check.Stand.Address);
        request.Headers.TryAddWithoutValidation("User-Agent", "CrossCloudOps");
        request.Options.Set(ConnectionProgress.Key, check.Stand.Connection);
        return request;
    }

    private static Dictionary<string, IReadOnlyList<string>> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name] = [.. values];
        }

        return headers;
    }

    private CheckResult Result(Check check, CheckFailure? failure, CertificateRefusedException? refused = null)
    {
        if (refused?.ExpiresAt is { } expiresAt)
        {
            certificates.Remember(check.Stand.Address, expiresAt);
        }

        return new CheckResult(failure, Took(check)) { CertificateExpiresAt = check.Pulse.Url.Scheme == Uri.UriSchemeHttps ? certificates.ExpiresAt(check.Pulse.Url) : null };
    }

    private TimeSpan Took(Check check) => time.GetElapsedTime(check.Began);

    /// <summary>One check on its way.</summary>
    private sealed class Check(Pulse pulse, long began) : IDisposable
    {
        public Pulse Pulse => pulse;

        public long Began => began;

        public ProbeStand Stand { get; set; } = new(pulse.Url, 0, new ConnectionProgress());

        public void Dispose() => Stand.Body?.Dispose();
    }
}
