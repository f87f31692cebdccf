using System.Text;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public sealed partial class FolderDocumentStoreTests : DocumentStoreContract, IDisposable
{
    private readonly ManualTime _time = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("crosscloudops-store-").FullName;
    private readonly FolderDocumentStore _store;
    private readonly FolderDocumentStore _other;

    public FolderDocumentStoreTests()
    {
        _store = new FolderDocumentStore(_directory, _time);
        _other = new FolderDocumentStore(_directory, _time);
    }

    internal override IDocumentStore Store => _store;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Times_are_those_of_the_given_clock()
    {
        await _store.CreateAsync("a", Bytes("x"), default);
        await _store.CreateAsync("empty", default, default);
        await _store.AppendAsync("log", Bytes("x"), default);
        var created = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(3));

        foreach (var name in new[] { "a", "empty", "log" })
        {
            var read = (await _store.ReadAsync(name, default)).ShouldNotBeNull();
            read.LastModified.ShouldBe(created, TimeSpan.FromMilliseconds(1));
            read.ReadAt.ShouldBe(_time.GetUtcNow());
        }
    }

    [Fact]
    public async Task The_time_of_a_document_rises_with_each_change_while_the_clock_stands()
    {
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 3; i++)
        {
            await _store.WriteAsync("a", Bytes($"{i}"), default);
            await NoteAsync("a");
            await _other.AppendAsync("log", Bytes($"{i}"), default);
            await _store.WriteAsync("a", default, default);
            await NoteAsync("a");
            await _other.DeleteAsync("a", null, default);
        }

        times.ShouldBeUnique();
        times.ShouldBe(times.Order());

        async Task NoteAsync(string name) => times.Add((await _other.ReadAsync(name, default))!.LastModified);
    }

    [Fact]
    public async Task Two_stores_on_one_directory_never_lose_a_change()
    {
        await _store.CreateAsync("count", Bytes("0"), default);

        await AtOnceAsync(4, async i =>
        {
            var store = i % 2 == 0 ? _store : _other;
            for (var added = 0; added < 25;)
            {
                var read = (await store.ReadAsync("count", default)).ShouldNotBeNull();
                var next = Bytes($"{int.Parse(Text(read.Content), null) + 1}");
                added += await store.ReplaceAsync("count", read.ETag, next, default) is null ? 0 : 1;
            }

            return true;
        });

        Text((await _store.ReadAsync("count", default))!.Content).ShouldBe("100");
    }

    [Fact]
    public async Task Of_two_stores_that_create_and_delete_one_name_each_creation_has_one_winner()
    {
        var balance = 0;
        await AtOnceAsync(4, async i =>
        {
            var store = i % 2 == 0 ? _store : _other;
            for (var round = 0; round < 100; round++)
            {
                if (await store.CreateAsync("a", round % 3 == 0 ? default : Bytes($"{i}"), default) is { } etag)
                {
                    Interlocked.Increment(ref balance).ShouldBe(1);
                    Interlocked.Decrement(ref balance);
                    (await store.DeleteAsync("a", etag, default)).ShouldBeTrue();
                }
            }

            return true;
        });

        (await _store.ReadAsync("a", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Creating_in_a_folder_that_a_listing_removes_succeeds()
    {
        await AtOnceAsync(3, async i =>
        {
            for (var round = 0; round < 100; round++)
            {
                if (i == 0)
                {
                    await _other.ListAsync("f/", default).GetAsyncEnumerator().MoveNextAsync();
                }
                else
                {
                    var etag = (await _store.CreateAsync($"f/g/{i}", round % 2 == 0 ? default : Bytes("x"), default)).ShouldNotBeNull();
                    (await _store.DeleteAsync($"f/g/{i}", etag, default)).ShouldBeTrue();
                }
            }

            return true;
        });
    }

    [Fact]
    public async Task What_a_killed_process_left_of_an_append_is_not_read_and_written_over()
    {
        await _store.AppendAsync("log", Bytes("one\n"), default);
        await File.AppendAllTextAsync(Path.Combine(_directory, "log"), "half a li");

        var before = Text((await _store.ReadAsync("log", default))!.Content);
        await _store.AppendAsync("log", Bytes("2\n"), default);
        var after = Text((await _store.ReadAsync("log", default))!.Content);

        before.ShouldBe("one\n");
        after.ShouldBe("one\n2\n");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task What_a_killed_creator_left_is_no_document_and_stands_in_nobodys_way(int length)
    {
        var path = Path.Combine(_directory, "a");
        await File.WriteAllTextAsync(path, "");
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)).UtcDateTime);

        var read = await _store.ReadAsync("a", default);
        var listed = await _store.ListAsync("", default).ToListAsync();
        var created = await _store.CreateAsync("a", new byte[length], default);

        read.ShouldBeNull();
        listed.ShouldBeEmpty();
        created.ShouldNotBeNull();
        (await _store.ReadAsync("a", default))!.Content.Length.ShouldBe(length);
    }

    [Fact]
    public async Task A_moved_document_has_the_time_of_its_move()
    {
        await _store.CreateAsync("open", Bytes("x"), default);
        _time.Advance(TimeSpan.FromDays(3));

        await _other.MoveAsync("open", "closed", default);

        (await _store.ReadAsync("closed", default))!.LastModified.ShouldBe(_time.GetUtcNow(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task What_a_killed_creator_left_stands_in_no_moves_way()
    {
        var path = Path.Combine(_directory, "closed");
        await _store.CreateAsync("open", Bytes("x"), default);
        await File.WriteAllTextAsync(path, "");
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)).UtcDateTime);

        (await _store.MoveAsync("open", "closed", default)).ShouldBeTrue();

        Text((await _store.ReadAsync("closed", default))!.Content).ShouldBe("x");
        (await _store.ReadAsync("open", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_creates_what_another_is_just_creating_waits_for_the_other()
    {
        var path = Path.Combine(_directory, "a");
        await File.WriteAllTextAsync(path, "");

        var second = _store.CreateAsync("a", Bytes("second"), default);
        var waits = !second.IsCompleted;
        await File.WriteAllTextAsync(path, "first");

        waits.ShouldBeTrue();
        (await second).ShouldBeNull();
        Text((await _store.ReadAsync("a", default))!.Content).ShouldBe("first");
    }

    [Fact]
    public async Task Leftovers_of_killed_writers_go_after_an_hour()
    {
        Directory.CreateDirectory(Path.Combine(_directory, ".tmp"));
        await LeaveAsync("old", TimeSpan.FromMinutes(61));
        await LeaveAsync("young", TimeSpan.FromMinutes(59));

        await _store.CreateAsync("a", Bytes("x"), default);

        Directory.GetFiles(Path.Combine(_directory, ".tmp")).Select(Path.GetFileName).ShouldBe(["young"]);

        async Task LeaveAsync(string name, TimeSpan age)
        {
            var path = Path.Combine(_directory, ".tmp", name);
            await File.WriteAllTextAsync(path, "");
            File.SetLastWriteTimeUtc(path, (_time.GetUtcNow() - age).UtcDateTime);
        }
    }

    [Fact]
    public async Task Bytes_that_look_like_an_append_document_come_back_as_they_were()
    {
        var content = Encoding.ASCII.GetBytes("append: 00000001 bytes.\nfrom outside");

        var etag = await _store.CreateAsync("a", content, default);

        Text((await _store.ReadAsync("a", default))!.Content).ShouldBe("append: 00000001 bytes.\nfrom outside");
        await _store.ReplaceAsync("a", etag!, content.AsMemory(0, 24), default);
        Text((await _store.ReadAsync("a", default))!.Content).ShouldBe("append: 00000001 bytes.\n");
    }

    [Fact]
    public async Task Bytes_are_appended_to_append_documents_only()
    {
        await _store.CreateAsync("a", Bytes("{}"), default);

        await Should.ThrowAsync<InvalidOperationException>(() => _store.AppendAsync("a", Bytes("x"), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("/etc/a")]
    [InlineData(".locks/00")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\\b")]
    public async Task A_name_that_leaves_its_place_is_refused(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => _store.WriteAsync(name, Bytes("x"), default));

    [Theory]
    [InlineData("../")]
    [InlineData("a/../../b")]
    [InlineData(".locks/")]
    public async Task A_prefix_that_leaves_its_place_is_refused(string prefix) =>
        await Should.ThrowAsync<ArgumentException>(async () => await _store.ListAsync(prefix, default).GetAsyncEnumerator().MoveNextAsync());
}
