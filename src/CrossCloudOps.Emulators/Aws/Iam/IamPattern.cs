namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// Text in which <c>*</c> stands for any text and <c>?</c> for any character. In an ARN they stay within their part between colons; a
/// <c>*</c> at the end of a part goes on beyond it.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"/>
/// </summary>
internal sealed class IamPattern(string text, bool isArn = false, bool ignoreCase = false)
{
    public override string ToString() => text;

    public bool Matches(string subject) => Matches(text, subject);

    private bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> subject)
    {
        while (!pattern.IsEmpty && pattern[0] != '*')
        {
            if (subject.IsEmpty || !Matches(pattern[0], subject[0]))
            {
                return false;
            }

            pattern = pattern[1..];
            subject = subject[1..];
        }

        return pattern.IsEmpty ? subject.IsEmpty : MatchesAny(pattern[1..], subject);
    }

    /// <summary>With a star before <paramref name="rest"/>.</summary>
    private bool MatchesAny(ReadOnlySpan<char> rest, ReadOnlySpan<char> subject)
    {
        var endsPart = rest.IsEmpty || rest[0] == ':';
        for (var length = 0; ; length++)
        {
            if (Matches(rest, subject[length..]))
            {
                return true;
            }

            if (length == subject.Length || (isArn && !endsPart && subject[length] == ':'))
            {
                return false;
            }
        }
    }

    private bool Matches(char pattern, char letter) =>
        pattern == '?' ? !isArn || letter != ':'
        : ignoreCase ? char.ToUpperInvariant(pattern) == char.ToUpperInvariant(letter)
        : pattern == letter;
}
