using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Wire;
using Microsoft.Net.Http.Headers;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary>
/// Conditions of a read, in their order: an ETag decides where there is one, else the time.
/// <see href="https://www.rfc-editor.org/rfc/rfc7232#section-6"/>
/// </summary>
internal static class ReadCondition
{
    /// <summary>Whether the reader has it already.</summary>
    /// <exception cref="S3Exception">It is not the one that the reader wants.</exception>
    public static bool IsUnchanged(S3Call call, StoredObject found)
    {
        if (call.Header("If-Match") is { } wanted)
        {
            WriteCondition.CheckMatch(wanted, found, found.Key);
        }
        else if (Date(call, "If-Unmodified-Since") is { } latest && found.LastModified > latest)
        {
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");
        }

        return call.Header("If-None-Match") is { } known
            ? ETags.Match(known, found.Content.ETag)
            : Date(call, "If-Modified-Since") is { } seen && found.LastModified <= seen;
    }

    private static DateTimeOffset? Date(S3Call call, string header) => HeaderUtilities.TryParseDate(call.Header(header), out var date) ? date : null;
}
