using System.Globalization;
using Amazon.CloudWatchLogs;

namespace CrossCloudOps.Playground.Shop;

/// <summary>A Lambda that writes invoices, and errors of several kinds among what is well.</summary>
internal sealed class Invoices(LogBook book, Teller teller, TimeProvider time)
{
    public const string Group = "/aws/lambda/invoices";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(6);

    private static readonly string[] Troubles =
    [
        """
        [ERROR] TimeoutError: printer 10.0.7.41 did not answer in 3.0 s (request {0})
        Traceback (most recent call last):
          File "/var/task/invoices.py", line 58, in handler
            send(pdf, printer)
          File "/var/task/printing.py", line 23, in send
            sock.connect((printer, 9100))
        TimeoutError: timed out
        """,
        """
        [ERROR] KeyError: 'vat_id' (invoice {0})
        Traceback (most recent call last):
          File "/var/task/invoices.py", line 44, in handler
            total = tax(order["customer"])
          File "/var/task/tax.py", line 12, in tax
            return rates[customer["vat_id"]]
        KeyError: 'vat_id'
        """,
        "[ERROR] invoice {0}: the total of the lines is not the total of the order",
    ];

    public async Task RunAsync(CancellationToken stopping)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                var text = n % 3 == 0 ? Troubles[n / 3 % Troubles.Length] : "[INFO] invoice {0} written";
                await book.WriteAsync(string.Format(CultureInfo.InvariantCulture, text, 7000 + n), stopping);
            }
            catch (AmazonCloudWatchLogsException e) when (!stopping.IsCancellationRequested)
            {
                teller.Troubled(e.Message);
            }

            await Task.Delay(Every, time, stopping);
        }
    }
}
