using System.Globalization;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Playground.Shop;

namespace CrossCloudOps.Playground;

/// <summary>Turns what happens into lines, one each.</summary>
internal sealed class Teller(TextWriter output, TimeProvider time)
{
    private readonly Lock _gate = new();

    /// <summary>A consumer failed for the last time that the redrive policy allows.</summary>
    public void Died(string what, string reason, ShopQueue queue) =>
        Tell("failed", $"{what}, {ShopQueues.MaxReceives} times: {reason}. SQS moves it to {queue.DeadLetters}.");

    public void Appeared(PostedMessage message)
    {
        var text = Plain(message.Text);
        if (message.EphemeralTo is not null)
        {
            Tell("slack", $"(to one person only) {text}");
        }
        else if (PressCommand.Buttons(message).Contains(SendBackAction.Id))
        {
            Tell("slack", $"{text}  [press send-back --ts {message.Ts}]");
        }
        else
        {
            Tell("slack", text);
        }
    }

    public void Pressed(PressedEventArgs press) => Tell("pressed", $"{press.User.Name} pressed \"{press.Label}\" on: {Plain(press.Message.Text)}");

    public void CameBack(string what, ShopQueue queue) => Tell("back", $"{what} is in {queue.Name} again.");

    public void Consumed(string what) => Tell("done", $"{what}: consumed after all.");

    /// <summary>What the warehouse and its webhooks do.</summary>
    public void Released(string line) => Tell("hooks", line);

    /// <summary>What a server does.</summary>
    public void Served(string line) => Tell("server", line);

    public void Troubled(string error) => Tell("shop", $"Trouble: {error}");

    private void Tell(string about, string line)
    {
        lock (_gate)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss}  {about,-7}  {line}"));
        }
    }

    /// <summary>Slack's three escapes taken back.</summary>
    private static string Plain(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);
}
