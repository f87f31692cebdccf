using System.Text;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Reads as much of an answer's body as may be, and how many bytes came so far when the rest does not.</summary>
/// <param name="largeTurns">Who reads a large one takes a turn until it is disposed, so that not all are held in memory at once.</param>
internal sealed class AnswerBody(int most, SemaphoreSlim largeTurns) : IDisposable
{
    public const int Large = 1024 * 1024;

    private const int FirstBuffer = 8 * 1024;

    private byte[] _bytes = [];
    private bool _hasTurn;

    public int Length { get; private set; }

    public bool IsCut => Length > most;

    /// <summary>One byte more than may be tells that there is more.</summary>
    public async Task ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        int read;
        do
        {
            if (Length == _bytes.Length)
            {
                await TakeTurnAsync(cancellationToken);
                Array.Resize(ref _bytes, Math.Min(most + 1, Math.Max(FirstBuffer, 2 * _bytes.Length)));
            }

            read = await stream.ReadAsync(_bytes.AsMemory(Length), cancellationToken);
            Length += read;
        }
        while (read > 0 && Length <= most);
    }

    public string Text(string? charset) => EncodingOf(charset).GetString(_bytes, 0, Math.Min(Length, most));

    public void Dispose()
    {
        if (_hasTurn)
        {
            _hasTurn = false;
            largeTurns.Release();
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (Length >= Large && most > Large && !_hasTurn)
        {
            await largeTurns.WaitAsync(cancellationToken);
            _hasTurn = true;
        }
    }

    /// <summary>UTF-8 unless there is another one of that name.</summary>
    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset?.Trim('"', '\'', ' ') is { Length: > 0 } name ? CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name) : Encoding.UTF8;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
