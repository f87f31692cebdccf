using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsQueueContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task Creating_a_queue_again_gives_the_same_queue()
    {
        var name = NewName();
        var url = await CreateAsync(name, ("VisibilityTimeout", "40"));

        (await CreateAsync(name)).ShouldBe(url);
        (await CreateAsync(name, ("VisibilityTimeout", "40"))).ShouldBe(url);
        (await Sqs.GetQueueUrlAsync(name)).QueueUrl.ShouldBe(url);
        url.ShouldEndWith("/000000000000/" + name);
    }

    [ContractFact]
    public async Task Creating_a_queue_again_with_another_attribute_fails()
    {
        var name = NewName();
        await CreateAsync(name, ("DelaySeconds", "1"));

        await Should.ThrowAsync<QueueNameExistsException>(() => CreateAsync(name, ("DelaySeconds", "2")));
    }

    [ContractFact]
    public async Task Names_have_rules()
    {
        foreach (var name in new[] { "a b", "a.b", "", new string('x', 81), NewName() + ".fifo" })
        {
            await Should.ThrowAsync<Amazon.SQS.AmazonSQSException>(() => CreateAsync(name), name);
        }

        await ShouldBeRefusedAsync("InvalidParameterValue", () => CreateAsync(NewName(), ("FifoQueue", "true")));
        await Should.ThrowAsync<InvalidAttributeNameException>(() => CreateAsync(NewName(), ("FifoQueue", "false")));
    }

    [ContractFact]
    public async Task A_new_queue_has_the_documented_attributes()
    {
        var url = await CreateAsync();

        var attributes = (await Sqs.GetQueueAttributesAsync(url, ["All"])).Attributes;

        attributes["VisibilityTimeout"].ShouldBe("30");
        attributes["DelaySeconds"].ShouldBe("0");
        attributes["MaximumMessageSize"].ShouldBe("1048576");
        attributes["MessageRetentionPeriod"].ShouldBe("345600");
        attributes["ReceiveMessageWaitTimeSeconds"].ShouldBe("0");
        attributes["ApproximateNumberOfMessages"].ShouldBe("0");
        attributes["QueueArn"].ShouldEndWith(":000000000000:" + url[(url.LastIndexOf('/') + 1)..]);
        attributes.ShouldNotContainKey("FifoQueue");
        attributes.ShouldNotContainKey("RedrivePolicy");
    }

    [ContractFact]
    public async Task A_new_FIFO_queue_says_so()
    {
        var url = await CreateFifoAsync();

        var attributes = (await Sqs.GetQueueAttributesAsync(url, ["All"])).Attributes;

        attributes["FifoQueue"].ShouldBe("true");
        attributes["ContentBasedDeduplication"].ShouldBe("false");
        attributes["DeduplicationScope"].ShouldBe("queue");
        attributes["FifoThroughputLimit"].ShouldBe("perQueue");
    }

    [ContractFact]
    public async Task Attributes_can_be_changed_within_their_limits()
    {
        var url = await CreateAsync();

        await SetAsync(url, "VisibilityTimeout", "43200");

        (await AttributeAsync(url, "VisibilityTimeout")).ShouldBe("43200");
        foreach (var (name, value) in new[]
        {
            ("VisibilityTimeout", "43201"),
            ("DelaySeconds", "901"),
            ("MaximumMessageSize", "1023"),
            ("MaximumMessageSize", "1048577"),
            ("MessageRetentionPeriod", "59"),
            ("ReceiveMessageWaitTimeSeconds", "21"),
        })
        {
            await Should.ThrowAsync<InvalidAttributeValueException>(() => SetAsync(url, name, value), $"{name} {value}");
        }
    }

    [ContractFact]
    public async Task Unknown_attributes_are_refused()
    {
        var url = await CreateAsync();

        await Should.ThrowAsync<InvalidAttributeNameException>(() => Sqs.GetQueueAttributesAsync(url, ["Colour"]));
        await Should.ThrowAsync<InvalidAttributeNameException>(() => SetAsync(url, "Colour", "red"));
        await Should.ThrowAsync<InvalidAttributeNameException>(() => SetAsync(url, "ContentBasedDeduplication", "true"));
    }

    [ContractFact]
    public async Task Queues_are_listed_by_prefix_in_pages()
    {
        var prefix = NewName();
        foreach (var ending in new[] { "c", "a", "b" })
        {
            await CreateAsync(prefix + ending);
        }

        var all = await Sqs.ListQueuesAsync(prefix);
        var first = await Sqs.ListQueuesAsync(new ListQueuesRequest(prefix) { MaxResults = 2 });
        var second = await Sqs.ListQueuesAsync(new ListQueuesRequest(prefix) { MaxResults = 2, NextToken = first.NextToken });

        all.QueueUrls.Count.ShouldBe(3);
        all.NextToken.ShouldBeNull();
        first.QueueUrls.Count.ShouldBe(2);
        second.QueueUrls.Count.ShouldBe(1);
        second.NextToken.ShouldBeNull();
        first.QueueUrls.Concat(second.QueueUrls).ShouldBe(all.QueueUrls, ignoreOrder: true);
    }

    [ContractFact]
    public async Task A_queue_that_does_not_exist_is_named_as_such()
    {
        var url = (await CreateAsync())[..^3];

        await Should.ThrowAsync<QueueDoesNotExistException>(() => Sqs.GetQueueUrlAsync(NewName()));
        var fault = await Should.ThrowAsync<QueueDoesNotExistException>(() => SendAsync(url, "hello"));
        fault.ErrorCode.ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
    }

    [ContractFact]
    public async Task A_deleted_queue_is_gone()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");

        await Sqs.DeleteQueueAsync(url);

        await Should.ThrowAsync<QueueDoesNotExistException>(() => ReceiveAsync(url));
    }

    [ContractFact(NeedsClock = true)]
    public async Task A_deleted_queue_can_be_created_again_after_a_minute()
    {
        var name = NewName();
        await Sqs.DeleteQueueAsync(await CreateAsync(name));

        await Should.ThrowAsync<QueueDeletedRecentlyException>(() => CreateAsync(name));
        await Peer.PassAsync(TimeSpan.FromSeconds(60));

        await CreateAsync(name);
    }

    [ContractFact]
    public async Task Purging_removes_all_messages_and_is_allowed_once_a_minute()
    {
        var url = await CreateAsync();
        await SendAsync(url, "in flight");
        await ReceiveAsync(url);
        await SendAsync(url, "visible");

        await Sqs.PurgeQueueAsync(url);

        (await ReceiveAsync(url)).ShouldBeEmpty();
        (await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible")).ShouldBe("0");
        await Should.ThrowAsync<PurgeQueueInProgressException>(() => Sqs.PurgeQueueAsync(url));
    }

    [ContractFact]
    public async Task Messages_are_counted_as_visible_in_flight_and_delayed()
    {
        var url = await CreateAsync();
        foreach (var body in new[] { "1", "2", "3" })
        {
            await SendAsync(url, body);
        }

        await Sqs.SendMessageAsync(new SendMessageRequest(url, "later") { DelaySeconds = 900 });
        await ReceiveOneAsync(url);

        (await AttributeAsync(url, "ApproximateNumberOfMessages")).ShouldBe("2");
        (await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible")).ShouldBe("1");
        (await AttributeAsync(url, "ApproximateNumberOfMessagesDelayed")).ShouldBe("1");
    }
}
