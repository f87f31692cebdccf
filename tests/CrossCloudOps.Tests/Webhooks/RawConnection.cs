using System.Net.Sockets;
using System.Text;

namespace CrossCloudOps.Tests.Webhooks;

/// <summary>Speaks HTTP by hand: what no client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public NetworkStream Stream => _client.GetStream();

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(byte[] bytes)
    {
        await Stream.WriteAsync(bytes);
        await Stream.FlushAsync();
    }

    /// <summary>Status and body of the answer; 0 if the connection ends without one.</summary>
    public async Task<(int Status, string Body)> ReadAsync()
    {
        using var reader = new StreamReader(Stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (await reader.ReadLineAsync() is not { } line)
            {
                return (0, "");
            }

            var length = 0;
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
            {
                length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header[15..], null) : length;
            }

            var body = new char[length];
            var read = length == 0 ? 0 : await reader.ReadBlockAsync(body);
            return (int.Parse(line.Split(' ')[1], null), new string(body, 0, read));
        }
        catch (IOException)
        {
            return (0, "");
        }
    }

    /// <summary>Ends the connection as a machine does that lost its power: no goodbye.</summary>
    public void Reset() => _client.Client.Close(0);

    public void Dispose() => _client.Dispose();
}
