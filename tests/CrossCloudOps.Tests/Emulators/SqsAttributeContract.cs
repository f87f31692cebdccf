using System.Globalization;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Message attributes. Their digests are compared by the client, on sending and on receiving.</summary>
public abstract class SqsAttributeContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task Attributes_of_all_types_come_back()
    {
        var url = await CreateAsync();
        var sent = new Dictionary<string, MessageAttributeValue>
        {
            ["Text"] = Text("grüße 🎉"),
            ["Number"] = new() { DataType = "Number", StringValue = "-12.50" },
            ["custom.label"] = new() { DataType = "String.json", StringValue = "{}" },
            ["Binary"] = new() { DataType = "Binary.png", BinaryValue = new MemoryStream([0, 1, 255]) },
        };

        await SendAsync(url, sent);
        var message = await ReceiveOneAsync(url);

        message.MessageAttributes.Count.ShouldBe(4);
        message.MessageAttributes["Text"].StringValue.ShouldBe("grüße 🎉");
        message.MessageAttributes["Number"].StringValue.ShouldBe("-12.50");
        message.MessageAttributes["custom.label"].DataType.ShouldBe("String.json");
        message.MessageAttributes["Binary"].DataType.ShouldBe("Binary.png");
        message.MessageAttributes["Binary"].BinaryValue.ToArray().ShouldBe(new byte[] { 0, 1, 255 });
    }

    [ContractFact]
    public async Task Only_attributes_that_are_asked_for_come_and_the_digest_covers_these()
    {
        var url = await CreateAsync(("VisibilityTimeout", "0"));
        await SendAsync(url, new() { ["one"] = Text("1"), ["two.a"] = Text("2"), ["two.b"] = Text("3") });

        (await NamesAsync(url)).ShouldBeEmpty();
        (await NamesAsync(url, "one", "three")).ShouldBe(["one"]);
        (await NamesAsync(url, "two.*")).ShouldBe(["two.a", "two.b"], ignoreOrder: true);
        (await NamesAsync(url, ".*")).ShouldBe(["one", "two.a", "two.b"], ignoreOrder: true);
        (await NamesAsync(url, "All")).ShouldBe(["one", "two.a", "two.b"], ignoreOrder: true);
    }

    [ContractFact]
    public async Task Names_that_AWS_forbids_are_refused()
    {
        var url = await CreateAsync();
        foreach (var name in new[] { "AWS.x", "Amazon.x", ".x", "x.", "a..b", "with space", new string('x', 257) })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, new() { [name] = Text("1") }));
        }
    }

    [ContractFact]
    public async Task Types_that_AWS_does_not_know_are_refused()
    {
        var url = await CreateAsync();
        foreach (var type in new[] { "Boolean", "string" })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () =>
                SendAsync(url, new() { ["name"] = new() { DataType = type, StringValue = "x" } }));
        }
    }

    [ContractFact]
    public async Task An_empty_or_unprintable_value_is_refused()
    {
        var url = await CreateAsync();
        foreach (var value in new[] { "", "bell\a" })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, new() { ["name"] = Text(value) }));
        }
    }

    [ContractFact]
    public async Task A_number_has_to_be_one()
    {
        var url = await CreateAsync();

        await ShouldBeRefusedAsync("InvalidParameterValue", () =>
            SendAsync(url, new() { ["name"] = new() { DataType = "Number", StringValue = "twelve" } }));
    }

    [ContractFact]
    public async Task Ten_attributes_are_taken_and_eleven_refused()
    {
        var url = await CreateAsync();

        await SendAsync(url, Many(10));

        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, Many(11)));
    }

    [ContractFact]
    public async Task Lists_are_not_supported()
    {
        var url = await CreateAsync();

        await Should.ThrowAsync<UnsupportedOperationException>(() =>
            SendAsync(url, new() { ["name"] = new() { DataType = "String", StringListValues = ["a"] } }));
    }

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    private static Dictionary<string, MessageAttributeValue> Many(int count) =>
        Enumerable.Range(0, count).ToDictionary(number => "a" + number.ToString(CultureInfo.InvariantCulture), _ => Text("x"));

    private Task<SendMessageResponse> SendAsync(string url, Dictionary<string, MessageAttributeValue> attributes) =>
        Sqs.SendMessageAsync(new SendMessageRequest(url, "body") { MessageAttributes = attributes });

    private async Task<IEnumerable<string>> NamesAsync(string url, params string[] names)
    {
        var response = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MessageAttributeNames = [.. names] });
        return response.Messages.ShouldHaveSingleItem().MessageAttributes?.Keys ?? Enumerable.Empty<string>();
    }
}
