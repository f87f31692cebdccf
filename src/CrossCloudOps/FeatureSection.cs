namespace CrossCloudOps;

/// <summary>A feature says which section of settings is its own, and whether it is there: without it the feature is off.</summary>
internal sealed record FeatureSection(string Name, bool IsOn);
