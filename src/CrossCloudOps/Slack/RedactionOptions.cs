namespace CrossCloudOps.Slack;

/// <summary>Settings <c>Slack__Redaction__*</c>: what is taken out of text before it goes to Slack.</summary>
internal sealed class RedactionOptions
{
    public bool Enabled { get; set; } = true;
}
