using System.Net;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>What a sender of logs is told, as JSON.</summary>
internal sealed record LogReply(HttpStatusCode Status, ReadOnlyMemory<byte> Json);
