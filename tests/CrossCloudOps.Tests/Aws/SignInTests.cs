using Azure.Identity;
using CrossCloudOps.Aws;
using CrossCloudOps.Aws.SigningIn;
using CrossCloudOps.Emulators;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Aws;

/// <summary>The app comes to AWS as its managed identity; what goes wrong on the way is told once, and in a sentence that helps.</summary>
public sealed class SignInTests
{
    /// <summary>This many failures in a row of a kind that passes by itself are a problem.</summary>
    private const int Rounds = 3;

    [Fact]
    public async Task All_clients_share_one_session_that_the_identitys_token_opened()
    {
        await using var scenario = await SignInScenario.StartAsync();
        scenario.Stack.Seed("""{"type":"OrderPlaced"}""");

        await scenario.RoundAsync();

        scenario.Stack.OnlyShown.Text.ShouldContain("dead letter in orders-dlq");
        scenario.Sts.Sessions.ShouldHaveSingleItem().RoleArn.ShouldBe(scenario.RoleArn);
        scenario.Stack.S3.Calls.Count("ListObjectsV2").ShouldBeGreaterThan(0);
        scenario.Stack.Log.ToString().ShouldNotContain(scenario.Identity.Tokens.ShouldHaveSingleItem());
    }

    [Theory]
    [InlineData("audience", "InvalidIdentityToken", "AWS does not take a token for api://crosscloudops-aws. Add this audience to the client ids of the OIDC provider for https://sts.windows.net/11111111-2222-3333-4444-555555555555/, exactly as it is written here.")]
    [InlineData("issuer", "InvalidIdentityToken", "has no OIDC provider for https://sts.windows.net/11111111-2222-3333-4444-555555555555/. Create it with this address, the slash at its end included, or mend Aws__RoleArn.")]
    [InlineData("version", "InvalidIdentityToken", "its issuer https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0 is that of v2.0 tokens.")]
    [InlineData("subject", "AccessDenied", "arn:aws:iam::000000000000:role/CrossCloudOps does not let this identity in, or does not exist. Its trust policy must name the OIDC provider of https://sts.windows.net/11111111-2222-3333-4444-555555555555/, the audience (aud) api://crosscloudops-aws and the subject (sub) bbbbbbbb-0000-0000-0000-000000000002, which is the object id of the managed identity and not its client id.")]
    [InlineData("expired", "ExpiredTokenException", "The managed identity's token had expired when it came to AWS, at 20")]
    [InlineData("rejected", "IDPRejectedClaim", "tells AWS that the token does not hold (any more).")]
    [InlineData("region", "RegionDisabledException", "AWS STS is switched off for this account in the Region eu-central-1.")]
    public async Task What_AWS_does_not_take_is_told_at_once_and_says_what_to_check(string what, string code, string sentence)
    {
        await using var scenario = await SignInScenario.StartAsync(s => Break(s, what));
        scenario.Stack.Seed("1");

        await scenario.FailingRoundAsync();

        var problem = scenario.Stack.OnlyShown;
        (problem.Text, problem.Says().Contains(code, StringComparison.Ordinal)).ShouldBe((SignInScenario.Title, true), problem.Says());
        problem.Says().ShouldContain(sentence);
    }

    [Theory]
    [InlineData("keys", "InvalidIdentityToken", "AWS STS could not read the keys of https://sts.windows.net/11111111-2222-3333-4444-555555555555/.")]
    [InlineData("communication", "IDPCommunicationError", "AWS STS could not reach https://sts.windows.net/11111111-2222-3333-4444-555555555555/.")]
    [InlineData("throttled", "Throttling", "AWS STS is not able to answer now:")]
    [InlineData("unreachable", "NoAnswer", "AWS STS cannot be reached:")]
    public async Task What_passes_by_itself_is_told_when_it_lasts(string what, string code, string sentence)
    {
        await using var scenario = await SignInScenario.StartAsync(s => Break(s, what));

        await scenario.FailingRoundAsync();
        var early = scenario.Stack.Shown.Count;
        for (var round = 1; round < Rounds; round++)
        {
            await scenario.FailingRoundAsync();
        }

        var problem = scenario.Stack.OnlyShown;
        early.ShouldBe(0, "three targets that failed with one attempt are one failure");
        problem.Says().ShouldContain(code);
        problem.Says().ShouldContain(sentence);
    }

    [Theory]
    [InlineData(typeof(CredentialUnavailableException), "No managed identity endpoint found.", "NoManagedIdentity", "There is no managed identity here to take a token from.")]
    [InlineData(typeof(AuthenticationFailedException), "Error Message: No Managed Identity found for specified ClientId/ResourceId/PrincipalId.", "NoManagedIdentity", "The app has no managed identity with the client id in AZURE_CLIENT_ID.")]
    [InlineData(typeof(AuthenticationFailedException), "Error Message: AADSTS500011: The resource principal named x was not found", "UnknownAudience", "Entra knows no application api://crosscloudops-aws. Check Aws__WebIdentityAudience")]
    [InlineData(typeof(AuthenticationFailedException), "Error Message: AADSTS501051: Application 'x'(y) is not assigned to a role", "NotAssigned", "the application wants an assignment.")]
    public async Task A_token_that_Entra_does_not_give_is_told_with_what_to_mend(Type fault, string message, string code, string sentence)
    {
        await using var scenario = await SignInScenario.StartAsync(s => s.Identity.Fault = (Exception)Activator.CreateInstance(fault, message)!);

        await scenario.FailingRoundAsync();

        var problem = scenario.Stack.OnlyShown;
        problem.Says().ShouldContain(code);
        problem.Says().ShouldContain(sentence);
    }

    [Fact]
    public async Task A_token_that_never_comes_is_not_waited_for_and_what_needs_no_AWS_goes_on()
    {
        await using var scenario = await SignInScenario.StartAsync(static s => s.Identity.Hangs = true);

        var round = scenario.FailingRoundAsync();
        var meanwhile = await scenario.App.CommandAsync("help");
        await round;
        var failure = await FailureAsync(scenario);

        meanwhile.Status.ShouldBe(200);
        failure.Message.ShouldStartWith("The managed identity's token did not come within 4 s.");
        failure.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Once_it_is_mended_the_problem_is_over_and_nothing_was_lost()
    {
        await using var scenario = await SignInScenario.StartAsync(s => Break(s, "subject"));
        scenario.Stack.Seed("""{"type":"OrderPlaced"}""");
        await scenario.FailingRoundAsync();

        scenario.Trust();
        await scenario.RoundAsync();

        scenario.Stack.Shown.Select(static m => m.Text).ShouldBe([$"{SignInScenario.Title}: resolved", "Dead letter in orders-dlq: OrderPlaced"]);
    }

    [Fact]
    public async Task A_webhook_that_comes_meanwhile_is_kept_and_sent_once_it_is_mended()
    {
        await using var scenario = await SignInScenario.StartAsync(static s => s.Identity.Hangs = true);
        using var http = new HttpClient { BaseAddress = scenario.App.Address };

        using var answer = await http.PostAsync(new Uri("/api/hooks/orders", UriKind.Relative), new StringContent("paid"));
        var kept = await answer.Content.ReadAsStringAsync();
        scenario.Identity.Hangs = false;
        scenario.Stack.Time.Advance(TimeSpan.FromSeconds(31));
        await scenario.App.DrainAsync();

        kept.ShouldContain("\"spooled\":true");
        scenario.Stack.Sqs.Queue(SignInScenario.Hooks).Messages.ShouldHaveSingleItem().Body.ShouldBe("paid");
    }

    [Fact]
    public async Task What_the_store_did_not_take_of_it_is_told_by_the_next_who_meets_it_and_once()
    {
        var gate = new StoreGate { Fails = static name => name.StartsWith("problems/access/", StringComparison.Ordinal) };
        await using var scenario = await SignInScenario.StartAsync(static s => Break(s, "subject"), gate);

        await Should.ThrowAsync<IOException>(scenario.App.Get<AccessProblems>().FailedAsync("queue orders-dlq", "orders-dlq", await FailureAsync(scenario), channel: null, default));
        gate.Fails = static _ => false;
        await scenario.FailingRoundAsync();

        scenario.Stack.OnlyShown.Text.ShouldBe(SignInScenario.Title);
    }

    [Fact]
    public async Task Credentials_from_before_do_not_end_the_problem_of_an_instance_that_gets_none()
    {
        await using var scenario = await SignInScenario.StartAsync();
        await scenario.RoundAsync();
        Break(scenario, "subject");
        await using var late = await scenario.StartAppAsync(new EmulatedIdentity(scenario.Entra));
        await late.CollectAsync();

        scenario.Stack.Time.Advance(TimeSpan.FromMinutes(6));
        await scenario.RoundAsync();

        scenario.Stack.OnlyShown.Text.ShouldBe(SignInScenario.Title);
    }

    [Fact]
    public async Task Credentials_are_renewed_before_they_expire_and_nobody_notices_while_STS_is_away()
    {
        await using var scenario = await SignInScenario.StartAsync(static s => s.Sts.SessionsLast = TimeSpan.FromMinutes(5));
        await scenario.RoundAsync();
        scenario.Sts.Faults.Add(new Fault(FaultKind.Answer) { Status = 400, Code = "IDPCommunicationError" });

        await scenario.RoundAsync();
        var before = scenario.Sts.Sessions.Count;
        await scenario.RoundAsync();
        var whileAway = scenario.Sts.Sessions.Count;
        scenario.Sts.Faults.Clear();
        await UntilAsync(async () =>
        {
            await scenario.RoundAsync();
            return scenario.Sts.Sessions.Count > before;
        });

        whileAway.ShouldBe(before);
        scenario.Stack.Shown.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("InvalidClientTokenId")]
    public async Task A_service_that_does_not_know_us_is_no_trouble_of_the_queue(string code)
    {
        await using var scenario = await SignInScenario.StartAsync();
        scenario.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ReceiveMessage", Status = 403, Code = code });

        await scenario.RoundAsync();

        scenario.Stack.OnlyShown.Text.ShouldBe(SignInScenario.Title);
    }

    private static void Break(SignInScenario scenario, string what)
    {
        switch (what)
        {
            case "audience":
                scenario.Trust(audience: "api://another");
                break;
            case "issuer":
                scenario.Sts.RemoveProvider(scenario.Entra.Issuer);
                break;
            case "version":
                scenario.Entra.TokenVersion = 2;
                break;
            case "subject":
                scenario.Trust(subject: "aaaaaaaa-0000-0000-0000-000000000001");
                break;
            case "expired":
                scenario.Entra.TokensLast = TimeSpan.FromMinutes(-6);
                break;
            case "keys":
                scenario.Trust(keys: new Uri("http://127.0.0.1:9/keys"));
                break;
            case "unreachable":
                scenario.Sts.Faults.Add(new Fault(FaultKind.DropBefore));
                break;
            default:
                var code = what switch { "rejected" => "IDPRejectedClaim", "region" => "RegionDisabledException", "communication" => "IDPCommunicationError", _ => "Throttling" };
                scenario.Sts.Faults.Add(new Fault(FaultKind.Answer) { Status = what == "rejected" ? 403 : 400, Code = code });
                break;
        }
    }

    private static async Task<AwsFailure> FailureAsync(SignInScenario scenario) =>
        (await scenario.App.Get<AwsSignIn>().Credentials!.GetCredentialsAsync().ShouldThrowAsync<AwsSignInException>()).Failure;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
