using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Entra;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Emulators.Sts;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Aws;

/// <summary>A process as it runs in Azure: no AWS key anywhere, and Azure's own client for the managed identity at the address that Functions gives it.</summary>
public sealed class KeylessProcessTests
{
    private const string Audience = "api://crosscloudops-aws";

    [Fact]
    public async Task A_process_with_a_managed_identity_and_no_key_collects_dead_letters_once_Entra_gives_it_a_token()
    {
        await using var aws = await AwsEmulator.StartAsync();
        await using var slack = await SlackEmulator.StartAsync();
        await using var entra = await EntraEmulator.StartAsync();
        var queue = aws.Sqs.CreateQueue("orders-dlq");
        queue.Seed([new SeedMessage("""{"type":"OrderPlaced"}""") { ReceiveCount = 3 }]);
        var folder = Directory.CreateTempSubdirectory("crosscloudops-keyless-").FullName;
        entra.Faults.Add(new Fault(FaultKind.Answer) { Status = 400, Code = "AADSTS501051: Application 'crosscloudops'(a) is not assigned to a role for the application 'crosscloudops-aws'(b)." });
        using var process = HostProcess.Start(folder, Settings(aws, slack, entra));

        await process.UntilAsync(() => slack.Messages("C0ALERTS").Any(static m => m.Text == "Cannot sign in to AWS"));
        var told = slack.Messages("C0ALERTS").Single().Says();
        entra.Faults.Clear();
        await process.UntilAsync(() => slack.Messages("C0ALERTS").Any(static m => m.Text == "Dead letter in orders-dlq: OrderPlaced"));
        await process.UntilAsync(() => slack.Messages("C0ALERTS").Any(static m => m.Text == "Cannot sign in to AWS: resolved"));
        await process.KillAsync();

        told.ShouldContain("Entra gives this identity no token for api://crosscloudops-aws: the application wants an assignment.");
        aws.Sts.Sessions.ShouldHaveSingleItem();
        queue.Messages.ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings(AwsEmulator aws, SlackEmulator slack, EntraEmulator entra)
    {
        var provider = aws.Sts.AddProvider(new OpenIdConnectProvider(entra.Issuer, [Audience], entra.Keys));
        return new Dictionary<string, string?>
        {
            ["IDENTITY_ENDPOINT"] = entra.IdentityEndpoint.ToString(),
            ["IDENTITY_HEADER"] = EntraEmulator.IdentityHeader,
            ["AZURE_CLIENT_ID"] = new EntraEmulatorOptions().ClientId.ToString(),
            ["Aws__ServiceUrl"] = aws.Endpoint.ToString(),
            ["Aws__RoleArn"] = aws.Sts.AddRole("crosscloudops", $$"""
                {"Statement":[{"Effect":"Allow","Principal":{"Federated":"{{provider}}"},"Action":"sts:AssumeRoleWithWebIdentity"}]}
                """),
            ["Aws__WebIdentityAudience"] = Audience,
            ["Slack__ApiUrl"] = slack.ApiUrl.ToString(),
            ["DeadLetters__Queues__0__Url"] = new Uri(aws.Endpoint, "/000000000000/orders-dlq").ToString(),
        };
    }
}
