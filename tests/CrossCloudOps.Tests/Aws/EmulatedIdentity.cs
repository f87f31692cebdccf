using Azure.Core;
using CrossCloudOps.Emulators.Entra;

namespace CrossCloudOps.Tests.Aws;

/// <summary>A managed identity for one app of many in this process; the real one looks for its address in the process's environment.</summary>
internal sealed class EmulatedIdentity(EntraEmulator entra) : TokenCredential
{
    /// <summary>What is thrown instead of a token.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Nobody answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>The tokens given out.</summary>
    public List<string> Tokens { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        }

        if (Fault is { } fault)
        {
            throw fault;
        }

        var token = entra.Token(requestContext.Scopes.Single()[..^"/.default".Length]);
        Tokens.Add(token);
        return new AccessToken(token, DateTimeOffset.MaxValue);
    }
}
