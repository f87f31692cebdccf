using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Azure.Core;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>
/// AWS credentials for the app's managed identity: its token, for a role's credentials. Renewed in the background ten minutes before they
/// expire, so that a while without Entra or STS is not noticed.
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html"/>
/// </summary>
internal sealed class WebIdentityCredentials : RefreshingAWSCredentials
{
    /// <summary>What CloudTrail shows beside the role.</summary>
    private const string SessionName = "CrossCloudOps";

    /// <summary>For the token, and once more for its exchange. Each is a few hundred milliseconds on a good day.</summary>
    public static readonly TimeSpan StepWithin = TimeSpan.FromSeconds(4);

    /// <summary>Everyone who calls AWS meanwhile gets the same answer at once, instead of each waiting for one of their own.</summary>
    private static readonly TimeSpan FailureStands = TimeSpan.FromSeconds(10);

    private readonly TokenCredential _identity;
    private readonly IAmazonSecurityTokenService _sts;
    private readonly AwsOptions _options;
    private readonly TimeProvider _time;
    private (AwsFailure Failure, long At)? _failed;
    private long _signedInAt;

    public WebIdentityCredentials(TokenCredential identity, IAmazonSecurityTokenService sts, AwsOptions options, TimeProvider time)
    {
        _identity = identity;
        _sts = sts;
        _options = options;
        _time = time;
        PreemptExpiryTime = TimeSpan.FromMinutes(10);
    }

    /// <summary>When the credentials in use were had; the beginning of time before the first.</summary>
    public DateTimeOffset SignedInAt => new(Volatile.Read(ref _signedInAt), TimeSpan.Zero);

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        if (_failed is { } failed && _time.GetElapsedTime(failed.At) < FailureStands)
        {
            throw new AwsSignInException(failed.Failure);
        }

        var token = await TokenAsync();
        var credentials = (await ExchangeAsync(token)).Credentials;
        _failed = null;
        Volatile.Write(ref _signedInAt, _time.GetUtcNow().UtcTicks);
        return new CredentialsRefreshState(
            new ImmutableCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken), credentials.Expiration!.Value);
    }

    private async Task<string> TokenAsync()
    {
        using var limit = new CancellationTokenSource(StepWithin, TimeProvider.System);
        try
        {
            // v1.0 tokens name the audience as it is written here; the scope is only Entra's way to ask for it.
            return (await _identity.GetTokenAsync(new TokenRequestContext([$"{_options.WebIdentityAudience}/.default"]), limit.Token).AsTask().WaitAsync(limit.Token)).Token;
        }
        catch (Exception e)
        {
            throw Failed(SignInPolicy.OfToken(e, _options, StepWithin));
        }
    }

    private async Task<AssumeRoleWithWebIdentityResponse> ExchangeAsync(string token)
    {
        using var limit = new CancellationTokenSource(StepWithin, TimeProvider.System);
        try
        {
            var request = new AssumeRoleWithWebIdentityRequest { RoleArn = _options.RoleArn, RoleSessionName = SessionName, WebIdentityToken = token };
            return await _sts.AssumeRoleWithWebIdentityAsync(request, limit.Token);
        }
        catch (Exception e)
        {
            throw Failed(SignInPolicy.OfExchange(e, WebIdentityToken.Read(token), _options, StepWithin));
        }
    }

    private AwsSignInException Failed(AwsFailure failure)
    {
        _failed = (failure, _time.GetTimestamp());
        return new AwsSignInException(failure);
    }
}
