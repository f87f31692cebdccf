namespace CrossCloudOps.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [ContractFact]
    public async Task A_moved_document_is_at_its_new_name_only()
    {
        await Store.CreateAsync("open/a/1", Bytes("hello"), default);

        (await Store.MoveAsync("open/a/1", "closed/a/1", default)).ShouldBeTrue();

        (await NamesAsync("")).ShouldBe(["closed/a/1"]);
        (await ReadTextAsync("closed/a/1")).ShouldBe("hello");
    }

    [ContractFact]
    public async Task A_move_changes_the_time_and_the_ETag()
    {
        var etag = await Store.CreateAsync("open/1", Bytes("hello"), default);
        var before = (await Store.ReadAsync("open/1", default)).ShouldNotBeNull();

        await Store.MoveAsync("open/1", "closed/1", default);

        var moved = (await Store.ReadAsync("closed/1", default)).ShouldNotBeNull();
        moved.LastModified.ShouldBeGreaterThanOrEqualTo(before.LastModified);
        moved.ETag.ShouldNotBe(etag);
        (await Store.ReplaceAsync("closed/1", moved.ETag, Bytes("changed"), default)).ShouldNotBeNull();
    }

    [ContractFact]
    public async Task Where_nothing_is_nothing_is_moved()
    {
        await Store.CreateAsync("closed/1", Bytes("kept"), default);

        (await Store.MoveAsync("open/1", "closed/1", default)).ShouldBeFalse();
        (await Store.MoveAsync("open/1", "closed/2", default)).ShouldBeFalse();

        (await NamesAsync("")).ShouldBe(["closed/1"]);
        (await ReadTextAsync("closed/1")).ShouldBe("kept");
    }

    [ContractFact]
    public async Task What_is_at_its_new_name_already_is_only_deleted_at_the_old_one()
    {
        await Store.CreateAsync("open/1", Bytes("again"), default);
        await Store.CreateAsync("closed/1", Bytes("first"), default);
        var before = (await Store.ReadAsync("closed/1", default)).ShouldNotBeNull();

        (await Store.MoveAsync("open/1", "closed/1", default)).ShouldBeTrue();

        (await NamesAsync("")).ShouldBe(["closed/1"]);
        (await Store.ReadAsync("closed/1", default)).ShouldNotBeNull().ETag.ShouldBe(before.ETag);
    }

    [ContractFact]
    public async Task An_empty_document_moves_like_any_other()
    {
        await Store.CreateAsync("open/1", default, default);

        (await Store.MoveAsync("open/1", "closed/1", default)).ShouldBeTrue();

        (await ReadTextAsync("closed/1")).ShouldBe("");
    }

    [ContractFact]
    public async Task Of_many_that_move_one_document_at_once_nobody_loses_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var (name, newName) = ($"open/{round}", $"closed/{round}");
            await Store.CreateAsync(name, Bytes($"{round}"), default);

            var looking = Task.Run(() => IsSomewhereAsync(name, newName));
            var moved = await AtOnceAsync(4, _ => Store.MoveAsync(name, newName, default));

            moved.ShouldContain(true);
            (await looking).ShouldBeTrue();
            (await Store.ReadAsync(name, default)).ShouldBeNull();
            (await ReadTextAsync(newName)).ShouldBe($"{round}");
        }
    }

    /// <summary>The old name first: what has left it must be at the new one.</summary>
    private async Task<bool> IsSomewhereAsync(string name, string newName)
    {
        for (var look = 0; look < 20; look++)
        {
            if (await Store.ReadAsync(name, default) is null && await Store.ReadAsync(newName, default) is null)
            {
                return false;
            }
        }

        return true;
    }
}
