using System.Globalization;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>
/// Why a request is not taken for its sender's. It tells what the request itself shows; of the secrets no more than that none fits.
/// </summary>
internal sealed record SignatureFault(string Code, string Message)
{
    public static SignatureFault Mismatch { get; } = new("signature_mismatch", "The signature does not fit this body with any secret of this path.");

    public static SignatureFault WrongSecret { get; } = new("secret_mismatch", "The secret in the request is none of this path.");

    public static SignatureFault Missing(string header) => new("signature_missing", $"The header {header} is missing.");

    public static SignatureFault Malformed(string header, string form) => new("signature_malformed", $"The header {header} is not {form}.");

    public static SignatureFault TimeTooFarAway(string header, TimeSpan tolerance) => new(
        "signature_time",
        string.Create(CultureInfo.InvariantCulture, $"The time in the header {header} is more than {tolerance.TotalSeconds} seconds away from now."));

    /// <summary>The header's value if it stands exactly once; else what is wrong.</summary>
    public static SignatureFault? OfHeader(RawRequest request, string header, string form, out string value)
    {
        value = "";
        switch (request.Headers.All(header))
        {
            case [] or [""]:
                return Missing(header);
            case [var only]:
                value = only;
                return null;
            default:
                return Malformed(header, form);
        }
    }
}
