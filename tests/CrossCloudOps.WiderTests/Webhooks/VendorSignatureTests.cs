using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.WiderTests.Webhooks;

/// <summary>Webhooks as the vendors' own packages sign them.</summary>
public sealed class VendorSignatureTests
{
    private const string Secret = "a-secret-that-all-vendors-share-here";

    /// <summary>The first key pair of RFC 8032.</summary>
    private const string PrivateKey = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private const string PublicKey = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static readonly string StandardSecret = $"whsec_{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))}";

    private static readonly (string Path, string Scheme, string Secret)[] Routes =
    [
        ("github", "GitHub", Secret), ("stripe", "Stripe", Secret), ("standard", "StandardWebhooks", StandardSecret),
        ("asymmetric", "StandardWebhooks", PublicKey), ("svix", "Svix", StandardSecret),
    ];

    [PeerFact("svix")]
    public async Task What_vendors_sign_is_taken_in_and_what_was_changed_is_not()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Settings(stack));
        using var vendors = Process.Start(new ProcessStartInfo(
            "node", ["webhooks.mjs", new Uri(app.Address, "/api/hooks").ToString(), stack.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Secret, PrivateKey])
        {
            WorkingDirectory = Peers.Folder,
            RedirectStandardOutput = true,
        }).ShouldNotBeNull();

        var lines = (await vendors.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonElement.Parse(l)).ToList();
        await vendors.WaitForExitAsync();

        vendors.ExitCode.ShouldBe(0);
        lines.Count.ShouldBe(30);
        lines.ShouldAllBe(static l => l.GetProperty("good").GetInt32() == 202);
        lines.ShouldAllBe(static l => l.GetProperty("tampered").GetInt32() == 401 && l.GetProperty("code").GetString() == "signature_mismatch");
        var messages = Routes.SelectMany(r => stack.Sqs.Queue($"{r.Path}.fifo").Messages).ToDictionary(static m => m.MessageId);
        messages.Count.ShouldBe(30);
        lines.ShouldAllBe(l => messages[l.GetProperty("id").GetString()!].Body == l.GetProperty("body").GetString());
    }

    private static Dictionary<string, string?> Settings(Stack stack)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (path, scheme, secret) in Routes)
        {
            settings[$"Webhooks:Routes:{path}:QueueUrl"] = stack.Sqs.CreateQueue($"{path}.fifo").Url;
            settings[$"Webhooks:Routes:{path}:Signature:Scheme"] = scheme;
            settings[$"Webhooks:Routes:{path}:Signature:Secrets:0"] = "whsec_bm90LXRoZS1vbmUtdGhhdC1zaWducy1ub3ctYnV0LWFub3RoZXI=";
            settings[$"Webhooks:Routes:{path}:Signature:Secrets:1"] = secret;
        }

        return settings;
    }
}
