using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.WiderTests.Sqs;

// The contract of our emulator, taken by another implementation: what both pass is less likely to be our own mistake.

/// <summary>Says where fauxqs 1.9.2 differs from AWS, or cannot be asked.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FauxqsAttribute : PeerAttribute
{
    private static readonly Dictionary<string, string> Differences = new (string Reason, string[] Tests)[]
    {
        ("fauxqs gives one message of a group at a time, and goes on although it is in flight",
        [
            nameof(SqsFifoContract.A_group_comes_in_order_and_locked_together),
            nameof(SqsFifoContract.Several_of_one_group_come_in_one_receive),
            nameof(SqsFifoContract.A_message_given_back_comes_before_those_behind_it),
            nameof(SqsFifoContract.The_order_holds_after_a_timeout),
            nameof(SqsFifoContract.A_message_in_flight_holds_back_what_is_behind_it_but_not_what_is_before_it),
            nameof(SqsFifoContract.A_group_goes_on_when_all_in_flight_are_deleted),
            nameof(SqsFifoContract.Content_can_tell_duplicates),
            nameof(SqsBatchContract.A_FIFO_batch_keeps_its_order_and_numbers_its_messages),
        ]),
        ("fauxqs has no ReceiveRequestAttemptId", [nameof(SqsFifoContract.A_receive_can_be_repeated_by_its_attempt_id)]),
        ("fauxqs has no DeduplicationScope", [nameof(SqsFifoContract.Deduplication_can_be_per_group)]),
        ("fauxqs does not check group and deduplication ids",
        [
            nameof(SqsFifoContract.A_message_needs_a_group_and_a_deduplication_id),
            nameof(SqsMessageContract.A_standard_queue_takes_no_deduplication_id),
            nameof(SqsBatchContract.A_FIFO_batch_with_an_entry_without_its_ids_fails_whole),
        ]),
        ("fauxqs forgets a group on a standard queue", [nameof(SqsMessageContract.A_standard_queue_takes_a_group_but_does_not_lock_it)]),
        ("fauxqs lets any receipt handle delete",
        [
            nameof(SqsFifoContract.A_receipt_handle_dies_with_its_timeout),
            nameof(SqsVisibilityContract.A_receipt_handle_that_SQS_never_gave_is_refused),
            nameof(SqsBatchContract.A_delete_with_a_made_up_handle_fails_alone),
        ]),
        ("fauxqs calls a deleted message not in flight", [nameof(SqsVisibilityContract.A_deleted_message_cannot_be_held)]),
        ("fauxqs does not check names and types of attributes",
        [
            nameof(SqsAttributeContract.A_number_has_to_be_one),
            nameof(SqsAttributeContract.An_empty_or_unprintable_value_is_refused),
            nameof(SqsAttributeContract.Lists_are_not_supported),
            nameof(SqsAttributeContract.Names_that_AWS_forbids_are_refused),
            nameof(SqsAttributeContract.Ten_attributes_are_taken_and_eleven_refused),
            nameof(SqsAttributeContract.Types_that_AWS_does_not_know_are_refused),
        ]),
        ("fauxqs returns attributes that were not asked for",
            [nameof(SqsAttributeContract.Only_attributes_that_are_asked_for_come_and_the_digest_covers_these)]),
        ("fauxqs has no digest of system attributes", [nameof(SqsMessageContract.The_trace_header_travels_beside_the_message)]),
        ("fauxqs knows only the basic plane", [nameof(SqsMessageContract.A_body_may_hold_characters_beyond_the_basic_plane)]),
        ("fauxqs does not check delays", [nameof(SqsMessageContract.A_delay_is_fifteen_minutes_at_most)]),
        ("fauxqs does not check ids of entries", [nameof(SqsBatchContract.A_batch_has_one_to_ten_entries_with_ids_of_their_own)]),
        ("fauxqs does not check names of queues and attributes",
            [nameof(SqsQueueContract.Names_have_rules), nameof(SqsQueueContract.Unknown_attributes_are_refused)]),
        ("fauxqs repeats a page", [nameof(SqsQueueContract.Queues_are_listed_by_prefix_in_pages)]),
        ("fauxqs purges as often as it is asked", [nameof(SqsQueueContract.Purging_removes_all_messages_and_is_allowed_once_a_minute)]),
        ("fauxqs does not check redrive policies",
        [
            nameof(SqsRedriveContract.A_dead_letter_queue_exists_and_is_of_the_same_type),
            nameof(SqsRedriveContract.A_redrive_policy_is_whole_and_can_be_taken_away),
        ]),
        ("fauxqs has no RedriveAllowPolicy", [nameof(SqsRedriveContract.A_dead_letter_queue_can_say_whose_it_is)]),
        ("fauxqs counts the receive that moves",
            [nameof(SqsRedriveContract.The_receive_count_goes_on_from_queue_to_queue_and_the_move_is_no_receive)]),
        ("fauxqs has no DeadLetterQueueSourceArn", [nameof(SqsRedriveContract.A_dead_letter_says_where_it_comes_from)]),
        ("fauxqs keeps the deduplication id on a move", [nameof(SqsRedriveContract.A_FIFO_dead_letter_gets_its_message_id_as_deduplication_id)]),
        ("fauxqs has no ListDeadLetterSourceQueues", [nameof(SqsRedriveContract.The_sources_of_a_dead_letter_queue_are_listed)]),
        ("fauxqs serves one of several that wait", [nameof(SqsLongPollContract.Each_message_goes_to_one_of_several_that_wait)]),
    }.SelectMany(difference => difference.Tests, (difference, test) => (test, difference.Reason)).ToDictionary();

    public override string? Absent => Peers.SkipReason("fauxqs");

    public override string? Difference(string test, bool needsClock) =>
        needsClock ? "fauxqs has no clock that can be set" : Differences.GetValueOrDefault(test);
}

[Fauxqs]
public sealed class FauxqsQueueTests() : SqsQueueContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsMessageTests() : SqsMessageContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsAttributeTests() : SqsAttributeContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsVisibilityTests() : SqsVisibilityContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsBatchTests() : SqsBatchContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsFifoTests() : SqsFifoContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsRedriveTests() : SqsRedriveContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsLongPollTests() : SqsLongPollContract(Fauxqs.StartAsync);
