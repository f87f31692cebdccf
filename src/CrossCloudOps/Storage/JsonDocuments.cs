using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CrossCloudOps.Storage;

/// <summary>Versioned JSON documents in a store. The callers bring the source-generated type information.</summary>
internal static class JsonDocuments
{
    /// <summary>Null if there is no such document.</summary>
    /// <exception cref="UnreadableDocumentException">It is there, but broken or of a form that this build does not know.</exception>
    public static async Task<Stored<T>?> ReadAsync<T>(
        this IDocumentStore store, string name, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IVersionedDocument =>
        await store.ReadAsync(name, cancellationToken) is not { } document
            ? null
            : new Stored<T>(Value(name, document.Content.Span, typeInfo), document.ETag, document.LastModified, document.ReadAt);

    public static Task<string?> CreateAsync<T>(
        this IDocumentStore store, string name, T value, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IVersionedDocument => store.CreateAsync(name, Bytes(value, typeInfo), cancellationToken);

    public static Task<string?> ReplaceAsync<T>(
        this IDocumentStore store, string name, string etag, T value, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IVersionedDocument => store.ReplaceAsync(name, etag, Bytes(value, typeInfo), cancellationToken);

    public static Task WriteAsync<T>(
        this IDocumentStore store, string name, T value, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IVersionedDocument => store.WriteAsync(name, Bytes(value, typeInfo), cancellationToken);

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> typeInfo)
        where T : class, IVersionedDocument =>
        value.Schema == T.CurrentSchema
            ? JsonSerializer.SerializeToUtf8Bytes(value, typeInfo)
            : throw new ArgumentException($"A {typeof(T).Name} is written with schema {T.CurrentSchema}, not {value.Schema}.", nameof(value));

    private static T Value<T>(string name, ReadOnlySpan<byte> json, JsonTypeInfo<T> typeInfo)
        where T : class, IVersionedDocument
    {
        try
        {
            // Before the rest, which may have changed its types.
            var schema = Schema(json) ?? throw new UnreadableDocumentException(name, "it has no schema number");
            return schema >= 1 && schema <= T.CurrentSchema
                ? JsonSerializer.Deserialize(json, typeInfo) ?? throw new UnreadableDocumentException(name, "it is null")
                : throw new UnreadableDocumentException(name, $"its schema is {schema}, and this version knows 1 to {T.CurrentSchema}");
        }
        catch (JsonException e)
        {
            // Not as the inner exception: its message may quote the document.
            throw new UnreadableDocumentException(name, $"its JSON is broken or unexpected in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    private static int? Schema(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("schema"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var schema) ? schema : null;
            }

            reader.Skip();
        }

        return null;
    }
}
