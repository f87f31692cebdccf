namespace CrossCloudOps.Tests.Storage;

/// <summary>Short contents are written over the old ones; nobody may see that.</summary>
public sealed partial class FolderDocumentStoreTests
{
    [Fact]
    public async Task No_reader_sees_half_of_what_is_written_over_a_short_document()
    {
        await _store.CreateAsync("a", Bytes(new string('0', 4000)), default);

        var writing = AtOnceAsync(2, async writer =>
        {
            for (var i = 0; i < 500; i++)
            {
                await (writer == 0 ? _store : _other).WriteAsync("a", Bytes(new string((char)('0' + writer), 1 + (i * 37 % 4000))), default);
            }

            return true;
        });
        do
        {
            Text((await _other.ReadAsync("a", default))!.Content).Distinct().Count().ShouldBe(1);
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Theory]
    [InlineData(300, 299, 301)]
    [InlineData(4096, 4095, 0)]
    [InlineData(4090, 4080, 4096)]
    [InlineData(100, 5000, 100)]
    [InlineData(0, 1, 25)]
    public async Task Nothing_of_a_longer_content_is_left_behind_a_shorter_one(int first, int second, int third)
    {
        var etag = await _store.CreateAsync("a", Bytes(new string('1', first)), default);
        foreach (var content in new[] { new string('2', second), new string('3', third), "4", "" })
        {
            etag = await _store.ReplaceAsync("a", etag!, Bytes(content), default);

            var read = (await _other.ReadAsync("a", default)).ShouldNotBeNull();
            Text(read.Content).ShouldBe(content);
            read.ETag.ShouldBe(etag);
        }
    }

    [Fact]
    public async Task What_a_reader_has_open_stays_as_it_is()
    {
        var etag = await _store.CreateAsync("a", Bytes("first"), default);

        string seen;
        string? replaced;
        using (var reader = new StreamReader(new FileStream(Path.Combine(_directory, "a"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)))
        {
            replaced = await _store.ReplaceAsync("a", etag!, Bytes("second"), default);
            seen = await reader.ReadToEndAsync();
        }

        seen.ShouldBe("first");
        replaced.ShouldNotBeNull();
        Text((await _store.ReadAsync("a", default))!.Content).ShouldBe("second");
    }

    [Fact]
    public async Task Who_reads_what_another_is_writing_over_waits_for_the_other()
    {
        await _store.CreateAsync("a", Bytes("first"), default);

        Task<string> reading;
        using (var writer = File.OpenHandle(Path.Combine(_directory, "a"), FileMode.Open, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(writer, Bytes("sec"), 0);
            reading = Task.Run(async () => Text((await _other.ReadAsync("a", default))!.Content));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            RandomAccess.Write(writer, Bytes("ond"), 3);
        }

        (await reading).ShouldBe("second");
    }
}
