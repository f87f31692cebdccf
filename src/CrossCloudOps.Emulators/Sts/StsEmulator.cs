using System.Collections.Concurrent;
using System.Security.Cryptography;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Emulators.Sts;

/// <summary>
/// AWS STS as far as web identities need it: tokens are verified as STS does, signature, issuer, audience, time and the role's trust policy, so that
/// what is wrong with one of them is seen here first. Behind an <see cref="AwsEmulator"/>.
/// </summary>
public sealed class StsEmulator
{
    /// <summary>A token is taken for so long after its end. <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"/></summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly string _accountId;
    private readonly TimeProvider _time;
    private readonly IamEmulator _iam;
    private readonly ConcurrentDictionary<string, OpenIdConnectProvider> _providers = new();
    private readonly ConcurrentDictionary<string, (TrustPolicy Trust, IamPolicy? Rights)> _roles = new();
    private readonly ConcurrentQueue<StsSession> _sessions = new();

    internal StsEmulator(string accountId, TimeProvider time, IamEmulator iam)
    {
        (_accountId, _time, _iam) = (accountId, time, iam);
        Service = new StsHttp(this);
    }

    /// <summary>Faults by action: <c>AssumeRoleWithWebIdentity</c>.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was called so far; the resource is the role's ARN.</summary>
    public AwsCalls Calls { get; } = new();

    /// <summary>Credentials given out so far, the oldest first.</summary>
    public IReadOnlyList<StsSession> Sessions => [.. _sessions];

    /// <summary>How long credentials hold, whatever a caller asks for; null for what it asks for.</summary>
    public TimeSpan? SessionsLast { get; set; }

    internal IAwsService Service { get; }

    /// <summary>Lets the account trust an issuer. Returns the provider's ARN.</summary>
    public string AddProvider(OpenIdConnectProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _providers[provider.Issuer.OriginalString] = provider;
        return ArnOf(provider);
    }

    /// <summary>The account trusts this issuer no more.</summary>
    public void RemoveProvider(Uri issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        _providers.TryRemove(issuer.OriginalString, out _);
    }

    /// <summary>Creates a role, or gives it other policies. Returns its ARN.</summary>
    /// <param name="rights">What its sessions are held to; without it they may do everything.</param>
    public string AddRole(string name, string trustPolicy, IamPolicy? rights = null)
    {
        var arn = $"arn:aws:iam::{_accountId}:role/{name}";
        _roles[arn] = (TrustPolicy.Parse(trustPolicy), rights);
        return arn;
    }

    internal async Task<(StsSession Session, WebIdentity Token)> AssumeAsync(string roleArn, string sessionName, string webIdentityToken, TimeSpan duration, CancellationToken cancellationToken)
    {
        var token = WebIdentity.Parse(webIdentityToken);
        if (!_providers.TryGetValue(token.Issuer, out var provider))
        {
            throw StsException.BadToken($"No OpenIDConnect provider found in your account for {token.Issuer}");
        }

        if (!provider.ClientIds.Contains(token.Audience))
        {
            throw StsException.BadToken("Incorrect token audience");
        }

        if (!await provider.SignedAsync(token, cancellationToken))
        {
            throw StsException.BadToken("Provided Token's signature is not valid.");
        }

        var now = _time.GetUtcNow();
        if (now > token.ExpiresAt + Tolerance)
        {
            throw new StsException(400, "ExpiredTokenException", $"Token expired: current date/time {now.ToUnixTimeSeconds()} must be before the expiration date/time {token.ExpiresAt.ToUnixTimeSeconds()}");
        }

        if (!_roles.TryGetValue(roleArn, out var role) || !role.Trust.Allows(ArnOf(provider), provider, token))
        {
            throw StsException.NotAuthorized();
        }

        var session = new StsSession(
            roleArn,
            sessionName,
            $"ASIA{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}",
            RandomNumberGenerator.GetHexString(40),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
            now + (SessionsLast ?? duration));
        _sessions.Enqueue(session);
        if (role.Rights is { } rights)
        {
            _iam.Attach(session.AccessKeyId, rights, session.UserArn);
        }

        return (session, token);
    }

    private string ArnOf(OpenIdConnectProvider provider) => $"arn:aws:iam::{_accountId}:oidc-provider/{provider.Name}";
}
