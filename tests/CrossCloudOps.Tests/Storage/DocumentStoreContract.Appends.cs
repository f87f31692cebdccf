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

    private async Task<string> EndAsync(string name, int most) =>
        await Store.ReadEndAsync(name, most, default) is { } end ? $"{Encoding.UTF8.GetString(end.Content.Span)}, {(end.IsAll ? "all" : "not all")}" : "none";
}
