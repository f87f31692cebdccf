using Azure.Core;
using Azure.Identity;

namespace CrossCloudOps.Telemetry;

/// <summary>
/// Who the app is to Application Insights, as the Functions host reads it: <c>Authorization=AAD</c> for the system-assigned identity, with
/// <c>;ClientId=…</c> for a user-assigned one.
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string"/>
/// </summary>
/// <param name="ClientId">Null: the system-assigned identity.</param>
internal sealed record AppInsightsIdentity(string? ClientId)
{
    /// <summary>Null if it is not understood.</summary>
    public static AppInsightsIdentity? Parse(string text)
    {
        var parts = AppInsightsConnection.Parts(text);
        if (parts is null || !string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var clientId = parts.GetValueOrDefault("ClientId");
        return clientId is null || Guid.TryParse(clientId, out _) ? new AppInsightsIdentity(clientId) : null;
    }

    public TokenCredential Credential() =>
        new ManagedIdentityCredential(ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ClientId));
}
