using System.Text;

namespace CrossCloudOps.Tests.Playground;

/// <summary>Keeps what is told, for those who wait for it.</summary>
internal sealed class SpokenLines : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            _text.Append(value);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return _text.ToString();
        }
    }

    public async Task WaitForAsync(string text, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!ToString().Contains(text, StringComparison.Ordinal))
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(patience, $"\"{text}\" was not told; told was:\n{this}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, default);
        }
    }
}
