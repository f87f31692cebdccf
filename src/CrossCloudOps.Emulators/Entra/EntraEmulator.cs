using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Emulators.Entra;

/// <summary>
/// A tenant's managed identity on loopback: the address where App Service and Functions give out its tokens, and the keys they are signed with.
/// <see href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference"/>
/// </summary>
public sealed class EntraEmulator : IAsyncDisposable
{
    /// <summary>What <c>IDENTITY_HEADER</c> must be.</summary>
    public const string IdentityHeader = "emulated-identity-header";

    private const string KeyId = "emulated-key";

    /// <summary>Making one takes a while, and whose it is makes no difference.</summary>
    private static readonly RSA Key = RSA.Create(2048);

    private readonly WebApplication _app;
    private readonly EntraEmulatorOptions _options;

    private EntraEmulator(WebApplication app, EntraEmulatorOptions options) => (_app, _options) = (app, options);

    /// <summary>What <c>IDENTITY_ENDPOINT</c> must be.</summary>
    public Uri IdentityEndpoint => new(_app.Urls.First() + "/msi/token");

    /// <summary>The keys of the tenant.</summary>
    public Uri Keys => new(_app.Urls.First() + "/common/discovery/keys");

    /// <summary>The issuer of v1.0 tokens, with the slash at its end.</summary>
    public Uri Issuer => new($"https://sts.windows.net/{_options.TenantId}/");

    /// <summary>Faults of <c>token</c>: a code is what Entra says.</summary>
    public Faults Faults { get; } = new();

    /// <summary>How long tokens hold; less than nothing for one that has expired.</summary>
    public TimeSpan TokensLast { get; set; } = TimeSpan.FromHours(24);

    /// <summary>1, or 2 as app registrations may ask for.</summary>
    public int TokenVersion { get; set; } = 1;

    /// <summary>Starts on a free port.</summary>
    public static async Task<EntraEmulator> StartAsync(EntraEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        var app = builder.Build();
        var emulator = new EntraEmulator(app, options ?? new EntraEmulatorOptions());
        app.Run(emulator.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>A token as the tenant would give it out now, whoever asks.</summary>
    public string Token(string audience)
    {
        var now = _options.TimeProvider.GetUtcNow();
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = TokenVersion == 1 ? Issuer.OriginalString : $"https://login.microsoftonline.com/{_options.TenantId}/v2.0",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + TokensLast).ToUnixTimeSeconds(),
            ["appid"] = _options.ClientId,
            ["oid"] = _options.ObjectId,
            ["sub"] = _options.ObjectId,
            ["tid"] = _options.TenantId,
            ["ver"] = $"{TokenVersion}.0",
        };
        var signed = $"{Encoded(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId })}.{Encoded(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/msi/token" => TokenAsync(context),
        "/common/discovery/keys" => KeysAsync(context),
        _ => Task.Run(() => context.Response.StatusCode = StatusCodes.Status404NotFound),
    };

    private static Task KeysAsync(HttpContext context)
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return context.Response.WriteAsJsonAsync(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
        });
    }

    private async Task TokenAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (resource, client) = (query["resource"].ToString(), query["client_id"].ToString());
        var fault = Faults.Take("token");
        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, context.RequestAborted);
        }

        if (fault?.Kind is FaultKind.DropBefore or FaultKind.DropAfter)
        {
            context.Abort();
        }
        else if (context.Request.Headers["X-IDENTITY-HEADER"] != IdentityHeader)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized");
        }
        else if (fault?.Kind == FaultKind.Answer)
        {
            await RefuseAsync(context, fault.Status, fault.Code);
        }
        else if (client != _options.ClientId.ToString())
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "No Managed Identity found for specified ClientId/ResourceId/PrincipalId.");
        }
        else if (!_options.Audiences.Contains(resource))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                $"AADSTS500011: The resource principal named {resource} was not found in the tenant named {_options.TenantId}. This can happen if the application has not been installed by the administrator of the tenant.");
        }
        else
        {
            var expires = _options.TimeProvider.GetUtcNow() + TokensLast;
            await context.Response.WriteAsJsonAsync(new
            {
                access_token = Token(resource),
                expires_on = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                resource,
                token_type = "Bearer",
                client_id = client,
            });
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { statusCode = status, message, correlationId = Guid.NewGuid() });
    }
}
