namespace CrossCloudOps.Emulators.Entra;

/// <summary>Settings of an <see cref="EntraEmulator"/>.</summary>
public sealed record EntraEmulatorOptions
{
    /// <summary>The tenant's id.</summary>
    public Guid TenantId { get; init; } = new("11111111-2222-3333-4444-555555555555");

    /// <summary>The client id of the managed identity: what a setting names.</summary>
    public Guid ClientId { get; init; } = new("aaaaaaaa-0000-0000-0000-000000000001");

    /// <summary>Its object id: what a token's <c>sub</c> names.</summary>
    public Guid ObjectId { get; init; } = new("bbbbbbbb-0000-0000-0000-000000000002");

    /// <summary>The Application ID URIs that the tenant knows.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = ["api://crosscloudops-aws"];

    /// <summary>By which tokens are dated.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
