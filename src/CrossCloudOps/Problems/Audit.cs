using System.Text.Json;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>Who did what, when, with which result. A job that is taken up again after a crash may write its line a second time, under the same job.</summary>
internal sealed record AuditLine(DateTimeOffset At, string JobId, string UserId, string Action, string Subject, string Result);

/// <summary>An append-only document of JSON lines per day (UTC).</summary>
internal sealed class Audit(IDocumentStore store)
{
    public Task WriteAsync(AuditLine line, CancellationToken cancellationToken) =>
        store.AppendAsync(
            $"audit/{line.At.UtcDateTime:yyyy-MM-dd}",
            (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, ProblemsJson.Default.AuditLine), (byte)'\n'],
            cancellationToken);
}
