namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>
/// What must hold at the moment of a write.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html"/>
/// </summary>
internal sealed record WriteCondition(bool IfAbsent, string? IfMatch)
{
    public static readonly WriteCondition None = new(IfAbsent: false, IfMatch: null);

    public void Check(StoredObject? present, string key)
    {
        if (IfAbsent && present is not null)
        {
            throw S3Errors.PreconditionFailed("If-None-Match");
        }

        CheckMatch(IfMatch, present, key);
    }

    /// <summary>For deletions too: against an object that is not there nothing matches, and S3 says which key it was.</summary>
    public static void CheckMatch(string? ifMatch, StoredObject? present, string key)
    {
        if (ifMatch is null)
        {
            return;
        }

        if (present is null)
        {
            throw S3Errors.NoSuchKey(key);
        }

        if (!ETags.Match(ifMatch, present.Content.ETag))
        {
            throw S3Errors.PreconditionFailed("If-Match");
        }
    }
}
