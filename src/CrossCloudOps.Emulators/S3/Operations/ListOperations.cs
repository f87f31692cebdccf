using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Checksums;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary>Both versions of the list.</summary>
internal static class ListOperations
{
    private const int MostOfPage = 1000;

    /// <summary><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html"/></summary>
    public static S3Answer ListObjectsV2(S3Call call)
    {
        if (call.Query("list-type") is var version and not "2")
        {
            throw S3Errors.InvalidArgument("list-type", version, "Invalid List Type specified in Query String");
        }

        var token = call.Query("continuation-token");
        var start = token is null ? new ListTerms { After = call.Query("start-after") ?? "" } : ReadToken(token);
        var terms = Terms(call, start);
        var page = call.Bucket.List(terms);
        var text = TextOf(call);
        return S3Xml.Answer(S3Xml.Element(
            "ListBucketResult",
            Head(call, terms, text),
            Optional("ContinuationToken", token),
            Optional("StartAfter", call.Query("start-after"), text),
            S3Xml.Element("KeyCount", page.Count),
            S3Xml.Element("IsTruncated", page.IsTruncated),
            page.IsTruncated ? S3Xml.Element("NextContinuationToken", WriteToken(page)) : null,
            Entries(page, text, withOwner: call.Query("fetch-owner") == "true")));
    }

    /// <summary><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html"/></summary>
    public static S3Answer ListObjects(S3Call call)
    {
        var marker = call.Query("marker") ?? "";
        var delimiter = call.Query("delimiter") ?? "";
        var isPrefix = delimiter.Length > 0 && marker.EndsWith(delimiter, StringComparison.Ordinal);
        var terms = Terms(call, new ListTerms { After = marker, Shown = isPrefix ? marker : null });
        var page = call.Bucket.List(terms);
        var text = TextOf(call);
        return S3Xml.Answer(S3Xml.Element(
            "ListBucketResult",
            Head(call, terms, text),
            S3Xml.Element("Marker", text(marker)),
            S3Xml.Element("IsTruncated", page.IsTruncated),
            page.IsTruncated && delimiter.Length > 0 ? S3Xml.Element("NextMarker", text(page.Last!)) : null,
            Entries(page, text, withOwner: true)));
    }

    private static ListTerms Terms(S3Call call, ListTerms start)
    {
        var given = call.Query("max-keys");
        var most = MostOfPage;
        if (!string.IsNullOrEmpty(given) && !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out most))
        {
            throw S3Errors.InvalidArgument("max-keys", given, "Provided max-keys not an integer or within integer range");
        }

        return start with { Prefix = call.Query("prefix") ?? "", Delimiter = call.Query("delimiter") ?? "", Most = Math.Min(most, MostOfPage) };
    }

    private static Func<string, string> TextOf(S3Call call) => call.Query("encoding-type") switch
    {
        null => static text => text,
        "url" => static text => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal),
        var other => throw S3Errors.InvalidArgument("encoding-type", other, "Invalid Encoding Method specified in Request"),
    };

    private static IEnumerable<XElement?> Head(S3Call call, ListTerms terms, Func<string, string> text) =>
    [
        S3Xml.Element("Name", call.BucketName),
        S3Xml.Element("Prefix", text(terms.Prefix)),
        Optional("Delimiter", terms.Delimiter.Length == 0 ? null : terms.Delimiter, text),
        S3Xml.Element("MaxKeys", terms.Most),
        Optional("EncodingType", call.Query("encoding-type")),
    ];

    private static IEnumerable<XElement> Entries(Listing page, Func<string, string> text, bool withOwner) =>
        page.Objects.Select(one => S3Xml.Element(
            "Contents",
            S3Xml.Element("Key", text(one.Key)),
            S3Xml.Element("LastModified", S3Xml.Time(one.LastModified)),
            S3Xml.Element("ETag", one.Content.ETag),
            S3Xml.Element("ChecksumAlgorithm", one.Content.Checksum.Algorithm.WireName()),
            S3Xml.Element("ChecksumType", one.Content.Checksum.Type),
            S3Xml.Element("Size", one.Content.Bytes.Length),
            withOwner ? Owner.Element() : null,
            S3Xml.Element("StorageClass", "STANDARD")))
        .Concat(page.CommonPrefixes.Select(prefix => S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", text(prefix)))));

    private static XElement? Optional(string name, string? value, Func<string, string>? text = null) =>
        value is null ? null : S3Xml.Element(name, text is null ? value : text(value));

    private static string WriteToken(Listing page) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes((page.LastIsPrefix ? "1" : "0") + page.Last));

    private static ListTerms ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length) || length == 0)
        {
            throw S3Errors.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect");
        }

        var last = Encoding.UTF8.GetString(bytes, 1, length - 1);
        return new ListTerms { After = last, Shown = bytes[0] == '1' ? last : null };
    }
}
