namespace CrossCloudOps.Slack.Secrets;

/// <summary>Finds what must not be shown. It takes time in proportion to the text, whatever the text, and never throws.</summary>
internal interface ISecretFinder
{
    IEnumerable<SecretFinding> Find(string text);
}

/// <summary>A part of a text that must not be shown.</summary>
internal readonly record struct SecretFinding(int Start, int End, string Kind);
