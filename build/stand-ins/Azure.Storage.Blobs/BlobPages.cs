using System.Xml.Linq;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs;

/// <summary>Reads one page: by prefix, marker and the most items.</summary>
internal delegate Task<Response> ReadPage(string prefix, string marker, int? size, CancellationToken cancellationToken);

internal sealed class BlobPages(ReadPage read, string prefix, CancellationToken cancellationToken) : AsyncPageable<BlobItem>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var response = await read(prefix, continuationToken, pageSizeHint, CancellationToken).ConfigureAwait(false);
            var answer = XDocument.Load(response.Content.ToStream()).Root;
            continuationToken = answer.Element("NextMarker")?.Value;
            BlobItem[] items = [.. answer.Element("Blobs").Elements("Blob").Select(blob => new BlobItem(blob))];
            yield return Page<BlobItem>.FromValues(items, continuationToken, response);
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
