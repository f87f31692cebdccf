using System.Text;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [ContractFact]
    public async Task Appended_bytes_stand_in_the_order_of_the_calls()
    {
        foreach (var line in new[] { "one\n", "two\n", "", "three\n" })
        {
            await Store.AppendAsync("log/1", Bytes(line), default);
        }

        (await ReadTextAsync("log/1")).ShouldBe("one\ntwo\nthree\n");
        (await NamesAsync("log/")).ShouldBe(["log/1"]);
    }

    [ContractFact]
    public async Task Appends_at_once_are_all_there_and_whole()
    {
        await AtOnceAsync(4, async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Store.AppendAsync("log/1", Bytes($"{writer}{i} {new string((char)('a' + writer), 50)}\n"), default);
            }

            return true;
        });

        var lines = (await ReadTextAsync("log/1")).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(40);
        lines.ShouldBeUnique();
        lines.ShouldAllBe(line => line.EndsWith(new string((char)('a' + line[0] - '0'), 50)) && line.Length == 53);
    }

    [ContractFact]
    public async Task No_reader_sees_half_an_append()
    {
        var block = new string('x', 8999) + "\n";
        await Store.AppendAsync("log/1", Bytes(block), default);

        var appending = AtOnceAsync(1, async _ =>
        {
            for (var i = 0; i < 30; i++)
            {
                await Store.AppendAsync("log/1", Bytes(block), default);
            }

            return true;
        });
        do
        {
            ((await ReadTextAsync("log/1")).Length % block.Length).ShouldBe(0);
        }
        while (!appending.IsCompleted);

        await appending;
    }

    [ContractFact]
    public async Task An_append_document_that_grew_is_not_deleted()
    {
        await Store.AppendAsync("log/1", Bytes("one"), default);
        var before = (await Store.ReadAsync("log/1", default)).ShouldNotBeNull().ETag;
        await Store.AppendAsync("log/1", Bytes("two"), default);
        var after = (await Store.ReadAsync("log/1", default)).ShouldNotBeNull().ETag;

        (await Store.DeleteAsync("log/1", before, default)).ShouldBeFalse();
        (await Store.DeleteAsync("log/1", after, default)).ShouldBeTrue();

        await Store.AppendAsync("log/1", Bytes("new"), default);
        (await ReadTextAsync("log/1")).ShouldBe("new");
    }

    [ContractFact]
    public async Task More_than_4_MiB_are_not_appended_at_once() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => Store.AppendAsync("log/1", new byte[IDocumentStore.LongestAppend + 1], default));

    [ContractFact]
    public async Task The_end_of_a_document_is_read_without_the_rest()
    {
        await Store.AppendAsync("log/1", Bytes("one\n"), default);
        await Store.AppendAsync("log/1", Bytes("two\n"), default);
        await Store.WriteAsync("plain", Bytes("12345"), default);
        await Store.AppendAsync("empty", default, default);

        (await EndAsync("log/1", 5)).ShouldBe("\ntwo\n, not all");
        (await EndAsync("log/1", 8)).ShouldBe("one\ntwo\n, all");
        (await EndAsync("log/1", 100)).ShouldBe("one\ntwo\n, all");
        (await EndAsync("plain", 2)).ShouldBe("45, not all");
        (await EndAsync("empty", 5)).ShouldBe(", all");
        (await Store.ReadEndAsync("none", 5, default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task A_full_document_takes_no_more_however_little_it_is_and_whoever_brings_it()
    {
        (await TryAsync("log/1", "123", full: 5)).ShouldBe(AppendOutcome.Appended);
        (await TryAsync("log/1", "4567890", full: 5)).ShouldBe(AppendOutcome.Appended);

        (await TryAsync("log/1", "x", full: 5)).ShouldBe(AppendOutcome.Full);
        (await TryAsync("log/1", "x", full: 10)).ShouldBe(AppendOutcome.Full);
        (await TryAsync("log/1", "x", full: 5, create: false)).ShouldBe(AppendOutcome.Full);
        (await ReadTextAsync("log/1")).ShouldBe("1234567890");
        (await TryAsync("log/1", "x", full: 11)).ShouldBe(AppendOutcome.Appended);
        await Store.AppendAsync("log/1", Bytes("y"), default);
        (await ReadTextAsync("log/1")).ShouldBe("1234567890xy");
    }

    [ContractFact]
    public async Task Of_many_that_append_to_a_document_that_fills_all_find_it_full_from_one_moment_on()
    {
        var outcomes = await AtOnceAsync(4, async writer =>
        {
            var seen = new List<AppendOutcome>();
            for (var i = 0; i < 12; i++)
            {
                seen.Add(await Store.TryAppendAsync("log/1", Bytes(new string((char)('a' + writer), 1 + (3 * writer))), 60, create: true, default));
            }

            return seen;
        });

        outcomes.ShouldAllBe(seen => seen.SkipWhile(o => o == AppendOutcome.Appended).All(o => o == AppendOutcome.Full));
        (await ReadTextAsync("log/1")).Length.ShouldBeInRange(60, 69);
    }

    [ContractFact]
    public async Task A_document_that_is_not_there_is_created_only_where_that_was_asked_for()
    {
        (await TryAsync("log/1", "one", full: 100, create: false)).ShouldBe(AppendOutcome.Missing);
        (await NamesAsync("log/")).ShouldBeEmpty();

        (await TryAsync("log/1", "one", full: 100)).ShouldBe(AppendOutcome.Appended);
        (await TryAsync("log/1", "two", full: 100, create: false)).ShouldBe(AppendOutcome.Appended);
        await Store.DeleteAsync("log/1", null, default);

        (await TryAsync("log/1", "three", full: 100, create: false)).ShouldBe(AppendOutcome.Missing);
        (await NamesAsync("log/")).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_part_is_read_from_its_place_on_with_the_ETag_of_what_was_read()
    {
        await Store.AppendAsync("log/1", Bytes("one\n"), default);
        await Store.AppendAsync("log/1", Bytes("two\n"), default);
        await Store.WriteAsync("plain", Bytes("12345"), default);
        await Store.AppendAsync("empty", default, default);
        var etag = (await Store.ReadAsync("log/1", default))!.ETag;

        (await PartAsync("log/1", 0, 3)).ShouldBe(("one", etag));
        (await PartAsync("log/1", 2, 4)).ShouldBe(("e\ntw", etag));
        (await PartAsync("log/1", 4, 100)).ShouldBe(("two\n", etag));
        (await PartAsync("log/1", 8, 100)).ShouldBe(("", etag));
        (await PartAsync("log/1", 9, 100)).ShouldBe(("", etag));
        (await PartAsync("plain", 3, 100)).Text.ShouldBe("45");
        (await PartAsync("empty", 0, 100)).Text.ShouldBe("");
        (await Store.ReadPartAsync("none", 0, 5, default)).ShouldBeNull();
        await Store.AppendAsync("log/1", Bytes("three\n"), default);
        (await Store.DeleteAsync("log/1", etag, default)).ShouldBeFalse();
        (await Store.DeleteAsync("log/1", (await PartAsync("log/1", 8, 100)).ETag, default)).ShouldBeTrue();
    }

    private Task<AppendOutcome> TryAsync(string name, string text, long full, bool create = true) => Store.TryAppendAsync(name, Bytes(text), full, create, default);

    private async Task<(string Text, string ETag)> PartAsync(string name, long from, int most)
    {
        var part = (await Store.ReadPartAsync(name, from, most, default)).ShouldNotBeNull();
        return (Text(part.Content), part.ETag);
    }

    private async Task<string> EndAsync(string name, int most) =>
        await Store.ReadEndAsync(name, most, default) is { } end ? $"{Encoding.UTF8.GetString(end.Content.Span)}, {(end.IsAll ? "all" : "not all")}" : "none";
}
