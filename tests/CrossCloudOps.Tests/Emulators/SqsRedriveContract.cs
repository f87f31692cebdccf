using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsRedriveContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task A_message_received_too_often_moves_to_the_dead_letter_queue()
    {
        var (source, target) = await CreatePairAsync(fifo: false, maxReceiveCount: 2);
        var sent = await Sqs.SendMessageAsync(new SendMessageRequest(source, "poison")
        {
            MessageAttributes = new() { ["name"] = new MessageAttributeValue { DataType = "String", StringValue = "value" } },
        });
        var first = await ReceiveOneAsync(source, visibility: 0);
        await ReceiveOneAsync(source, visibility: 0);
        (await ReceiveAsync(target)).ShouldBeEmpty();

        (await ReceiveAsync(source)).ShouldBeEmpty();

        var dead = await ReceiveOneAsync(target);
        dead.MessageId.ShouldBe(sent.MessageId);
        dead.Body.ShouldBe("poison");
        dead.MessageAttributes["name"].StringValue.ShouldBe("value");
        dead.Attributes["SentTimestamp"].ShouldBe(first.Attributes["SentTimestamp"]);
    }

    [ContractFact]
    public async Task The_receive_count_goes_on_from_queue_to_queue_and_the_move_is_no_receive()
    {
        var (source, target) = await CreatePairAsync(fifo: false, maxReceiveCount: 2);
        await SendAsync(source, "poison");
        await ReceiveOneAsync(source, visibility: 0);
        await ReceiveOneAsync(source, visibility: 0);
        await ReceiveAsync(source);

        (await ReceiveOneAsync(target)).Attributes["ApproximateReceiveCount"].ShouldBe("3");
    }

    [ContractFact]
    public async Task A_dead_letter_says_where_it_comes_from()
    {
        foreach (var fifo in new[] { false, true })
        {
            var (source, target) = await CreatePairAsync(fifo, maxReceiveCount: 1);
            await SendAsync(source, "poison", "a", fifo ? "1" : null);
            await ReceiveOneAsync(source, visibility: 0);
            await ReceiveAsync(source);

            var dead = await ReceiveOneAsync(target);
            dead.Attributes["DeadLetterQueueSourceArn"].ShouldBe(await ArnAsync(source));
            dead.Attributes["MessageGroupId"].ShouldBe("a");
        }
    }

    [ContractFact]
    public async Task A_message_in_its_own_queue_has_no_source()
    {
        var (source, target) = await CreatePairAsync(fifo: false, maxReceiveCount: 2);
        await SendAsync(source, "1");
        await SendAsync(target, "2");

        (await ReceiveOneAsync(source)).Attributes.ShouldNotContainKey("DeadLetterQueueSourceArn");
        (await ReceiveOneAsync(target)).Attributes.ShouldNotContainKey("DeadLetterQueueSourceArn");
    }

    [ContractFact]
    public async Task The_receive_that_moves_dead_letters_brings_the_others()
    {
        var (source, target) = await CreatePairAsync(fifo: false, maxReceiveCount: 1);
        await SendAsync(source, "poison 1");
        await SendAsync(source, "poison 2");
        await ReceiveAsync(source, visibility: 0);
        await SendAsync(source, "fresh");

        (await BodiesAsync(source)).ShouldBe(["fresh"]);

        (await BodiesAsync(target)).ShouldBe(["poison 1", "poison 2"], ignoreOrder: true);
    }

    [ContractFact]
    public async Task A_FIFO_group_goes_on_behind_its_dead_letter()
    {
        var (source, target) = await CreatePairAsync(fifo: true, maxReceiveCount: 1);
        var sent = await SendAsync(source, "poison", "a", "1");
        await SendAsync(source, "next", "a", "2");
        await ReceiveAsync(source, most: 1, visibility: 0);

        (await BodiesAsync(source)).ShouldBe(["next"]);

        var dead = await ReceiveOneAsync(target);
        dead.MessageId.ShouldBe(sent.MessageId);
        dead.Attributes["MessageGroupId"].ShouldBe("a");
    }

    [ContractFact]
    public async Task A_FIFO_dead_letter_gets_its_message_id_as_deduplication_id()
    {
        var (source, target) = await CreatePairAsync(fifo: true, maxReceiveCount: 1);
        var sent = await SendAsync(source, "poison", "a", "1");
        await ReceiveOneAsync(source, visibility: 0);
        await ReceiveAsync(source);

        (await ReceiveOneAsync(target)).Attributes["MessageDeduplicationId"].ShouldBe(sent.MessageId);
    }

    [ContractFact(NeedsClock = true)]
    public async Task A_standard_dead_letter_ages_from_its_first_sending_and_a_FIFO_one_anew()
    {
        foreach (var fifo in new[] { false, true })
        {
            var (source, target) = await CreatePairAsync(fifo, maxReceiveCount: 1);
            await SetAsync(target, "MessageRetentionPeriod", "120");
            await SendAsync(source, "poison", fifo ? "a" : null, fifo ? "1" : null);
            await ReceiveOneAsync(source, visibility: 0);
            await Peer.PassAsync(TimeSpan.FromSeconds(90));
            await ReceiveAsync(source);
            await Peer.PassAsync(TimeSpan.FromSeconds(60));

            (await ReceiveAsync(target)).Count.ShouldBe(fifo ? 1 : 0);
        }
    }

    [ContractFact]
    public async Task A_dead_letter_queue_exists_and_is_of_the_same_type()
    {
        var standard = await CreateAsync();
        var fifo = await ArnAsync(await CreateFifoAsync());
        var missing = fifo[..fifo.LastIndexOf(':')] + ":" + NewName();

        await ShouldBeRefusedAsync("InvalidParameterValue", () => SetAsync(standard, "RedrivePolicy", RedriveTo(fifo, 3)));
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SetAsync(standard, "RedrivePolicy", RedriveTo(missing, 3)));
    }

    [ContractFact]
    public async Task A_redrive_policy_is_whole_and_can_be_taken_away()
    {
        var source = await CreateAsync();
        var arn = await ArnAsync(await CreateAsync());
        foreach (var policy in new[] { "no json", "{}", RedriveTo(arn, 0), RedriveTo(arn, 1001), $$"""{"deadLetterTargetArn":"{{arn}}"}""" })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () => SetAsync(source, "RedrivePolicy", policy));
        }

        await SetAsync(source, "RedrivePolicy", RedriveTo(arn, 3));
        (await AttributeAsync(source, "RedrivePolicy")).ShouldContain(arn);
        await SetAsync(source, "RedrivePolicy", "");

        (await Sqs.GetQueueAttributesAsync(source, ["All"])).Attributes.ShouldNotContainKey("RedrivePolicy");
    }

    [ContractFact]
    public async Task A_dead_letter_queue_can_say_whose_it_is()
    {
        var source = await CreateAsync();
        var target = await CreateAsync();
        var policy = RedriveTo(await ArnAsync(target), 3);

        await SetAsync(target, "RedriveAllowPolicy", """{"redrivePermission":"denyAll"}""");
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SetAsync(source, "RedrivePolicy", policy));
        await SetAsync(target, "RedriveAllowPolicy", $$"""{"redrivePermission":"byQueue","sourceQueueArns":["{{await ArnAsync(source)}}"]}""");

        await SetAsync(source, "RedrivePolicy", policy);
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SetAsync(target, "RedriveAllowPolicy", """{"redrivePermission":"byQueue"}"""));
    }

    [ContractFact]
    public async Task The_sources_of_a_dead_letter_queue_are_listed()
    {
        var (source, target) = await CreatePairAsync(fifo: false, maxReceiveCount: 3);
        var other = await CreateAsync(("RedrivePolicy", RedriveTo(await ArnAsync(target), 5)));

        var listed = await Sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = target });
        var none = await Sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = source });

        listed.QueueUrls.ShouldBe([source, other], ignoreOrder: true);
        (none.QueueUrls ?? []).ShouldBeEmpty();
    }

    private async Task<(string Source, string Target)> CreatePairAsync(bool fifo, int maxReceiveCount)
    {
        var target = fifo ? await CreateFifoAsync() : await CreateAsync();
        var policy = ("RedrivePolicy", RedriveTo(await ArnAsync(target), maxReceiveCount));
        return (fifo ? await CreateFifoAsync(policy) : await CreateAsync(policy), target);
    }
}
