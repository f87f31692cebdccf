using System.Text;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

/// <summary>What every document store keeps; the classes derived from this say which store.</summary>
public abstract partial class DocumentStoreContract
{
    /// <summary>A store with nothing in it; the same one within a test.</summary>
    internal abstract IDocumentStore Store { get; }

    [ContractFact]
    public async Task A_created_document_can_be_read()
    {
        var etag = await Store.CreateAsync("a/b", Bytes("hello"), default);

        var read = (await Store.ReadAsync("a/b", default)).ShouldNotBeNull();

        Text(read.Content).ShouldBe("hello");
        read.ETag.ShouldBe(etag);
        read.LastModified.ShouldBeLessThanOrEqualTo(read.ReadAt);
    }

    [ContractFact]
    public async Task A_taken_name_is_not_created_again()
    {
        await Store.CreateAsync("a", Bytes("first"), default);

        (await Store.CreateAsync("a", Bytes("second"), default)).ShouldBeNull();
        (await Store.CreateAsync("a", default, default)).ShouldBeNull();

        (await ReadTextAsync("a")).ShouldBe("first");
    }

    [ContractFact]
    public async Task Of_many_that_create_a_name_at_once_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var name = $"race/{round}";

            var etags = await AtOnceAsync(8, i => Store.CreateAsync(name, round % 2 == 0 ? Bytes($"{i}") : default, default));

            var winner = Enumerable.Range(0, 8).Single(i => etags[i] is not null);
            (await Store.ReadAsync(name, default))!.ETag.ShouldBe(etags[winner]);
            (await ReadTextAsync(name)).ShouldBe(round % 2 == 0 ? $"{winner}" : "");
        }
    }

    [ContractFact]
    public async Task What_is_not_there_reads_as_null()
    {
        await Store.CreateAsync("there/too", Bytes("x"), default);

        (await Store.ReadAsync("there/not", default)).ShouldBeNull();
        (await Store.ReadAsync("nowhere/at/all", default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task An_empty_document_is_a_document()
    {
        var etag = await Store.CreateAsync("empty", default, default);

        var read = (await Store.ReadAsync("empty", default)).ShouldNotBeNull();

        read.Content.IsEmpty.ShouldBeTrue();
        read.ETag.ShouldBe(etag);
    }

    [ContractFact]
    public async Task A_document_is_replaced_only_in_the_state_that_was_read()
    {
        var first = await Store.CreateAsync("a", Bytes("1"), default);

        var second = await Store.ReplaceAsync("a", first!, Bytes("2"), default);
        var refused = await Store.ReplaceAsync("a", first!, Bytes("3"), default);

        second.ShouldNotBeNull().ShouldNotBe(first);
        refused.ShouldBeNull();
        (await ReadTextAsync("a")).ShouldBe("2");
    }

    [ContractFact]
    public async Task What_is_gone_cannot_be_replaced()
    {
        var etag = await Store.CreateAsync("a", Bytes("1"), default);
        await Store.DeleteAsync("a", null, default);

        (await Store.ReplaceAsync("a", etag!, Bytes("2"), default)).ShouldBeNull();
        (await Store.ReadAsync("a", default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task Of_many_that_replace_one_state_one_wins()
    {
        var etag = await Store.CreateAsync("a", Bytes("start"), default);

        for (var round = 0; round < 10; round++)
        {
            var from = etag!;
            var etags = await AtOnceAsync(6, i => Store.ReplaceAsync("a", from, Bytes($"{i}"), default));

            var winner = Enumerable.Range(0, 6).Single(i => etags[i] is not null);
            etag = etags[winner];
            (await ReadTextAsync("a")).ShouldBe($"{winner}");
        }
    }

    [ContractFact]
    public async Task Writing_creates_or_overwrites_and_always_changes_the_ETag()
    {
        var etags = new List<string>();
        foreach (var content in new[] { "", "", "one", "one", "" })
        {
            await Store.WriteAsync("a", Bytes(content), default);
            var read = (await Store.ReadAsync("a", default)).ShouldNotBeNull();
            Text(read.Content).ShouldBe(content);
            etags.Add(read.ETag);
        }

        etags.Distinct().Count().ShouldBe(5);
    }

    [ContractFact]
    public async Task Deleting_says_whether_something_was_deleted()
    {
        await Store.CreateAsync("a", Bytes("1"), default);

        (await Store.DeleteAsync("a", null, default)).ShouldBeTrue();
        (await Store.DeleteAsync("a", null, default)).ShouldBeFalse();
        (await Store.DeleteAsync("never/was", null, default)).ShouldBeFalse();
        (await Store.ReadAsync("a", default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task A_document_that_changed_is_not_deleted()
    {
        var first = await Store.CreateAsync("a", Bytes("1"), default);
        var second = await Store.ReplaceAsync("a", first!, Bytes("2"), default);

        (await Store.DeleteAsync("a", first, default)).ShouldBeFalse();
        (await ReadTextAsync("a")).ShouldBe("2");
        (await Store.DeleteAsync("a", second, default)).ShouldBeTrue();
        (await Store.DeleteAsync("a", second, default)).ShouldBeFalse();
    }

    [ContractFact]
    public async Task A_name_that_is_created_again_has_an_ETag_it_never_had()
    {
        var seen = new HashSet<string>();

        for (var round = 0; round < 5; round++)
        {
            seen.Add((await Store.CreateAsync("a", Bytes("same"), default))!).ShouldBeTrue();
            (await Store.DeleteAsync("a", null, default)).ShouldBeTrue();
        }
    }

    [ContractFact]
    public async Task No_reader_sees_half_a_document()
    {
        await Store.CreateAsync("a", Bytes(new string('0', 9000)), default);

        var writing = AtOnceAsync(2, async writer =>
        {
            for (var i = 0; i < 30; i++)
            {
                await Store.WriteAsync("a", Bytes(new string((char)('0' + writer), 1 + (i * 1000))), default);
            }

            return true;
        });
        do
        {
            (await ReadTextAsync("a")).Distinct().Count().ShouldBe(1);
        }
        while (!writing.IsCompleted);

        await writing;
    }

    private protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private protected static string Text(ReadOnlyMemory<byte> content) => Encoding.UTF8.GetString(content.Span);

    private protected static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => call(i))));

    private async Task<string> ReadTextAsync(string name) => Text((await Store.ReadAsync(name, default)).ShouldNotBeNull().Content);
}
