using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [ContractFact]
    public async Task Names_are_listed_in_ordinal_order()
    {
        string[] names = ["a-b/1", "a/1", "a/B", "a/b/c", "a/b-c", "a0", "a_", "B", "%2E", "b~1"];
        foreach (var name in names)
        {
            await Store.CreateAsync(name, default, default);
        }

        var listed = await NamesAsync("");

        listed.ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [ContractFact]
    public async Task A_prefix_may_end_within_a_segment()
    {
        foreach (var name in new[] { "q/ab/1", "q/abc/1", "q/abc/2", "q/b", "qa" })
        {
            await Store.CreateAsync(name, default, default);
        }

        (await NamesAsync("q/ab")).ShouldBe(["q/ab/1", "q/abc/1", "q/abc/2"]);
        (await NamesAsync("q/ab/")).ShouldBe(["q/ab/1"]);
        (await NamesAsync("q/abc/1")).ShouldBe(["q/abc/1"]);
        (await NamesAsync("q")).ShouldBe(["q/ab/1", "q/abc/1", "q/abc/2", "q/b", "qa"]);
        (await NamesAsync("Q")).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task Where_nothing_is_nothing_is_listed()
    {
        (await NamesAsync("")).ShouldBeEmpty();
        (await NamesAsync("no/such/folder/")).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_listed_document_has_the_ETag_and_times_that_reading_gives()
    {
        await Store.WriteAsync("a/b", Bytes("x"), default);
        var read = (await Store.ReadAsync("a/b", default)).ShouldNotBeNull();

        var listed = await SingleAsync("a/");

        listed.ETag.ShouldBe(read.ETag);
        listed.LastModified.ShouldBe(read.LastModified);
        listed.ListedAt.ShouldBeGreaterThanOrEqualTo(listed.LastModified);
        (await Store.DeleteAsync(listed.Name, listed.ETag, default)).ShouldBeTrue();
    }

    [ContractFact]
    public async Task Text_from_outside_comes_back_from_a_listed_name()
    {
        var text = "../Zoë & Co?#%2F/\\ 100%";
        await Store.CreateAsync($"x/{DocumentName.Segment(text)}", Bytes("odd"), default);

        var listed = await SingleAsync("x/");

        DocumentName.Text(listed.Name[2..]).ShouldBe(text);
        (await ReadTextAsync(listed.Name)).ShouldBe("odd");
    }

    [ContractFact]
    public async Task Many_names_are_listed_once_each()
    {
        var names = Enumerable.Range(0, 23).Select(i => $"many/{i % 3}/{i:d3}").Order(StringComparer.Ordinal).ToArray();
        await Task.WhenAll(names.Select(name => Store.CreateAsync(name, default, default)));

        (await NamesAsync("many/")).ShouldBe(names);
    }

    [ContractFact]
    public async Task What_is_deleted_during_a_listing_may_be_missing_and_nothing_else()
    {
        var names = Enumerable.Range(0, 20).Select(i => $"f/{i / 5}/{i:d2}").ToArray();
        await Task.WhenAll(names.Select(name => Store.CreateAsync(name, default, default)));

        var listed = new List<string>();
        await foreach (var document in Store.ListAsync("f/", default))
        {
            listed.Add(document.Name);
            await Store.DeleteAsync($"f/{listed.Count / 5}/{listed.Count + 1:d2}", null, default);
            await Store.DeleteAsync(document.Name, null, default);
        }

        listed.ShouldBeUnique();
        listed.ShouldBe(listed.Order(StringComparer.Ordinal));
        listed.ShouldBeSubsetOf(names);
    }

    [ContractFact]
    public async Task Where_all_was_deleted_something_new_can_be_created()
    {
        for (var round = 0; round < 3; round++)
        {
            await Store.CreateAsync("deep/down/here", Bytes("x"), default);
            await Store.DeleteAsync("deep/down/here", null, default);
            (await NamesAsync("deep/")).ShouldBeEmpty();
        }
    }

    private async Task<List<string>> NamesAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var document in Store.ListAsync(prefix, default))
        {
            names.Add(document.Name);
        }

        return names;
    }

    private async Task<ListedDocument> SingleAsync(string prefix)
    {
        var documents = new List<ListedDocument>();
        await foreach (var document in Store.ListAsync(prefix, default))
        {
            documents.Add(document);
        }

        return documents.ShouldHaveSingleItem();
    }
}
