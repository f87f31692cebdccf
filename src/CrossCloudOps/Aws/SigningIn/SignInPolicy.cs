using System.Globalization;
using Amazon.Runtime;
using Azure.Identity;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>
/// What it means when the way from the managed identity to AWS's credentials breaks, in a sentence that says what to check.
/// STS's errors: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors"/>,
/// Entra's: <see href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes"/>
/// </summary>
internal static class SignInPolicy
{
    private const string Audience = $"{AwsOptions.Section}__{nameof(AwsOptions.WebIdentityAudience)}";
    private const string Outside = $"Outside Azure there is no managed identity: leave {Role} out there, and the AWS SDK's own credentials are used.";
    private const string Role = $"{AwsOptions.Section}__{nameof(AwsOptions.RoleArn)}";

    /// <summary>The managed identity's token could not be had.</summary>
    public static AwsFailure OfToken(Exception cause, AwsOptions options, TimeSpan within) => cause switch
    {
        OperationCanceledException => Transient("NoToken", $"The managed identity's token did not come within {Seconds(within)}. This is tried again by itself. {Outside}"),
        CredentialUnavailableException => Lasting("NoManagedIdentity", $"There is no managed identity here to take a token from. Assign one to the app and give its client id as AZURE_CLIENT_ID. {Outside}"),
        AuthenticationFailedException e when Says(e, "AADSTS500011") => Lasting(
            "UnknownAudience",
            $"Entra knows no application {options.WebIdentityAudience}. Check {Audience} against the Application ID URI of the app registration, and that it has a service principal in this tenant."),
        AuthenticationFailedException e when Says(e, "AADSTS501051") || Says(e, "AADSTS50105") => Lasting(
            "NotAssigned",
            $"Entra gives this identity no token for {options.WebIdentityAudience}: the application wants an assignment. Assign its app role to the identity; a token that was had before may be used for a day."),
        AuthenticationFailedException e when Says(e, "No Managed Identity found") || Says(e, "Identity not found") => Lasting(
            "NoManagedIdentity",
            "The app has no managed identity with the client id in AZURE_CLIENT_ID. Assign it to the app, or mend the setting."),
        _ => Transient("NoToken", $"The managed identity's token could not be had: {FirstLine(cause.Message)}"),
    };

    /// <summary>STS did not take the token, or did not answer.</summary>
    public static AwsFailure OfExchange(Exception cause, WebIdentityToken token, AwsOptions options, TimeSpan within) => cause switch
    {
        OperationCanceledException => Transient("NoAnswer", $"AWS STS did not answer within {Seconds(within)}. This is tried again by itself."),
        AmazonServiceException e => OfAnswer(e, token, options),
        _ => Transient("NoAnswer", $"AWS STS cannot be reached: {FirstLine(cause.Message)}"),
    };

    private static AwsFailure OfAnswer(AmazonServiceException e, WebIdentityToken token, AwsOptions options) => e.ErrorCode switch
    {
        "InvalidIdentityToken" when Says(e, "verification key") => Transient(
            e.ErrorCode, $"AWS STS could not read the keys of {token.Issuer ?? "the token's issuer"}. This passes by itself, unless the issuer's address is not reachable from the internet."),
        "InvalidIdentityToken" when token.IsOfSecondVersion => Lasting(
            e.ErrorCode,
            $"AWS does not take this token: its issuer {token.Issuer} is that of v2.0 tokens. Set accessTokenAcceptedVersion (api.requestedAccessTokenVersion) of the app registration to 1 or null."),
        "InvalidIdentityToken" when Says(e, "audience") => Lasting(
            e.ErrorCode,
            $"AWS does not take a token for {token.Audience ?? options.WebIdentityAudience}. Add this audience to the client ids of the OIDC provider for {token.Issuer}, exactly as it is written here."),
        "InvalidIdentityToken" when Says(e, "No OpenIDConnect provider") => Lasting(
            e.ErrorCode,
            $"The AWS account of {options.RoleArn} has no OIDC provider for {token.Issuer}. Create it with this address, the slash at its end included, or mend {Role}."),
        "ExpiredTokenException" or "ExpiredToken" => Lasting(
            e.ErrorCode,
            $"The managed identity's token had expired when it came to AWS{(token.ExpiresAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", at {at:yyyy-MM-dd HH:mm:ss} UTC") : "")}. Azure keeps tokens for up to a day: restart the app if the next one has expired too."),
        "IDPCommunicationError" => Transient(e.ErrorCode, $"AWS STS could not reach {token.Issuer ?? "the token's issuer"}. This is tried again by itself."),
        "IDPRejectedClaim" => Lasting(e.ErrorCode, $"The token's issuer {token.Issuer} tells AWS that the token does not hold (any more). A new one is tried by itself; look whether the identity still exists."),
        "AccessDenied" => Lasting(
            e.ErrorCode,
            $"{options.RoleArn} does not let this identity in, or does not exist. Its trust policy must name the OIDC provider of {token.Issuer}, the audience (aud) {token.Audience} and the subject (sub) {token.Subject}, which is the object id of the managed identity and not its client id."),
        "RegionDisabledException" => Lasting(e.ErrorCode, $"AWS STS is switched off for this account in the Region {options.Region}. Activate it in the account's settings, or choose another Region."),
        _ when (int)e.StatusCode is 0 or 429 or >= 500 || e.ErrorCode is "Throttling" or "ThrottlingException" => Transient(e.ErrorCode ?? "NoAnswer", $"AWS STS is not able to answer now: {FirstLine(e.Message)}"),
        _ => Lasting(e.ErrorCode ?? $"HTTP {(int)e.StatusCode}", $"AWS STS does not take the token: {FirstLine(e.Message)}"),
    };

    private static AwsFailure Transient(string code, string message) => new(code, message, IsTransient: true, IsCertain: true) { IsOfSignIn = true };

    private static AwsFailure Lasting(string code, string message) => new(code, message, IsTransient: false, IsCertain: true) { IsOfSignIn = true };

    private static bool Says(Exception e, string what) => e.Message.Contains(what, StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string message) => message.AsSpan().TrimStart() is var text && text.IndexOfAny('\r', '\n') is >= 0 and var at ? text[..at].ToString() : message;

    private static string Seconds(TimeSpan within) => string.Create(CultureInfo.InvariantCulture, $"{within.TotalSeconds:0.#} s");
}
