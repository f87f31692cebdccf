using System.Text;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Tests.Slack;

public sealed class SlackSignatureTests
{
    private const string Secret = "a-signing-secret-of-thirty-two-b";
    private const long Now = 1_767_614_400;

    private static readonly byte[] Body = "payload=%7B%7D"u8.ToArray();
    private static readonly string Good = SlackRequestSigner.Sign(Secret, Now, Body);

    /// <summary>The example in Slack's documentation. <see href="https://docs.slack.dev/authentication/verifying-requests-from-slack"/></summary>
    [Fact]
    public void The_example_that_Slack_publishes_is_valid()
    {
        const string body =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
            + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        var check = SlackSignature.Check(
            "1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Encoding.ASCII.GetBytes(body),
            "8f742231b10e8888abcd99yyyzzz85a5", DateTimeOffset.FromUnixTimeSeconds(1531420618));

        check.ShouldBe(SlackSignatureCheck.Valid);
    }

    [Theory]
    [InlineData(null, SlackSignatureCheck.MissingTimestamp)]
    [InlineData("", SlackSignatureCheck.MissingTimestamp)]
    [InlineData(" ", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("now", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("-1767614400", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("+1767614400", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData(" 1767614400", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("1767614400 ", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("1767614400.0", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("1e9", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("0x695B", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("１７６７６１４４００", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("1767614400,1767614400", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("99999999999999999999999999", SlackSignatureCheck.MalformedTimestamp)]
    [InlineData("99999999999", SlackSignatureCheck.TimestampTooFarAway)]
    [InlineData("0", SlackSignatureCheck.TimestampTooFarAway)]
    public void A_timestamp_that_is_none_is_refused(string? timestamp, object expected) =>
        SlackSignature.Check(timestamp, Good, Body, Secret, At(Now)).ShouldBe((SlackSignatureCheck)expected);

    [Theory]
    [InlineData(-300, SlackSignatureCheck.Valid)]
    [InlineData(300, SlackSignatureCheck.Valid)]
    [InlineData(-301, SlackSignatureCheck.TimestampTooFarAway)]
    [InlineData(301, SlackSignatureCheck.TimestampTooFarAway)]
    public void Five_minutes_to_either_side_are_the_limit(int seconds, object expected) =>
        SlackSignature.Check($"{Now}", Good, Body, Secret, At(Now + seconds)).ShouldBe((SlackSignatureCheck)expected);

    public static TheoryData<string?, string> BadSignatures => new()
    {
        { null, nameof(SlackSignatureCheck.MissingSignature) },
        { "", nameof(SlackSignatureCheck.MissingSignature) },
        { "v0=", nameof(SlackSignatureCheck.MalformedSignature) },
        { Good[3..], nameof(SlackSignatureCheck.MalformedSignature) },
        { "v1" + Good[2..], nameof(SlackSignatureCheck.MalformedSignature) },
        { "V0" + Good[2..], nameof(SlackSignatureCheck.MalformedSignature) },
        { " " + Good, nameof(SlackSignatureCheck.MalformedSignature) },
        { Good + " ", nameof(SlackSignatureCheck.MalformedSignature) },
        { Good[..^1], nameof(SlackSignatureCheck.MalformedSignature) },
        { Good[..^2], nameof(SlackSignatureCheck.MalformedSignature) },
        { Good + "00", nameof(SlackSignatureCheck.MalformedSignature) },
        { Good + "," + Good, nameof(SlackSignatureCheck.MalformedSignature) },
        { Good[..^1] + "g", nameof(SlackSignatureCheck.MalformedSignature) },
        { Good[..^1] + "é", nameof(SlackSignatureCheck.MalformedSignature) },
        { "v0=" + Good[3..].ToUpperInvariant(), nameof(SlackSignatureCheck.MalformedSignature) },
        { new string('v', 100_000), nameof(SlackSignatureCheck.MalformedSignature) },
        { "v0=" + new string('0', 64), nameof(SlackSignatureCheck.Mismatch) },
        { Good[..^1] + (Good[^1] == '0' ? '1' : '0'), nameof(SlackSignatureCheck.Mismatch) },
    };

    [Theory]
    [MemberData(nameof(BadSignatures))]
    public void A_signature_that_is_none_or_another_is_refused(string? signature, string expected) =>
        SlackSignature.Check($"{Now}", signature, Body, Secret, At(Now)).ToString().ShouldBe(expected);

    [Fact]
    public void Secret_body_and_time_are_all_signed()
    {
        SlackSignature.Check($"{Now}", Good, Body, Secret, At(Now)).ShouldBe(SlackSignatureCheck.Valid);
        SlackSignature.Check($"{Now}", Good, Body, Secret + "x", At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
        SlackSignature.Check($"{Now + 1}", Good, Body, Secret, At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
        SlackSignature.Check($"0{Now}", Good, Body, Secret, At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
        SlackSignature.Check($"{Now}", Good, [.. Body, (byte)' '], Secret, At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
        SlackSignature.Check($"{Now}", Good, Body.AsSpan(1), Secret, At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
        SlackSignature.Check($"{Now}", Good, [], Secret, At(Now)).ShouldBe(SlackSignatureCheck.Mismatch);
    }

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
