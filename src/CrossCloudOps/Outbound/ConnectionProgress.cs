namespace CrossCloudOps.Outbound;

internal enum ConnectionStage
{
    /// <summary>No connection was made for it: it waits, or goes over one that was there.</summary>
    None,

    /// <summary>The resolver is asked where the host is.</summary>
    Resolving,

    Connecting,

    /// <summary>Connected; with https, the TLS handshake is not through.</summary>
    Connected,

    Ready,
}

/// <summary>How far the connection came that a request waits for. Who puts one into a request's options can say why there was no answer.</summary>
internal sealed class ConnectionProgress
{
    public static readonly HttpRequestOptionsKey<ConnectionProgress> Key = new("CrossCloudOps.ConnectionProgress");

    private volatile ConnectionStage _stage;

    public ConnectionStage Stage
    {
        get => _stage;
        set => _stage = value;
    }

    public static void Reach(HttpRequestMessage request, ConnectionStage stage)
    {
        if (request.Options.TryGetValue(Key, out var progress))
        {
            progress.Stage = stage;
        }
    }
}
