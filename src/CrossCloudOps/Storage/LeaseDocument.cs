using System.Text.Json;

namespace CrossCloudOps.Storage;

internal sealed record LeaseDocument(int Schema, string Holder, bool Free, string? Note)
{
    private const int CurrentSchema = 1;

    public static LeaseDocument Of(string holder, bool free, string? note) => new(CurrentSchema, holder, free, note);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StorageJson.Default.LeaseDocument);

    /// <summary>What cannot be read is held by somebody unknown: it blocks nobody longer than any other lease.</summary>
    public static LeaseDocument Read(StoredDocument document)
    {
        var unknown = Of("", free: false, note: null);
        try
        {
            var lease = JsonSerializer.Deserialize(document.Content.Span, StorageJson.Default.LeaseDocument);
            return lease is { Schema: CurrentSchema } ? lease : unknown;
        }
        catch (JsonException)
        {
            return unknown;
        }
    }
}
