using System.Diagnostics;
using System.Globalization;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Pages of the list of one queue in the folder store, against a tenth of the entries. Memory is what lives while names stream by, beyond
/// what a bare listing keeps: the folder store holds the names of one folder to sort them.
/// </summary>
internal static class ListBenchmark
{
    private const int Rounds = 5;
    private const int Kinds = 10;
    private const string Queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq";

    private static readonly (string Name, ListPage Page, string? Matching)[] Cases =
        [("first page", ListPage.Newest, null), ("last page", ListPage.Oldest, null), ("a text", ListPage.Newest, "c-976")];

    public static async Task<int> RunAsync(int entries)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            var small = new Archive(Path.Combine(folder, "small"), entries / 10);
            var large = new Archive(Path.Combine(folder, "large"), entries);
            await small.FillAsync();
            await large.FillAsync();
            var bare = Times(await small.TimeAsync(small.ListAsync), await large.TimeAsync(large.ListAsync));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare listing of {small.Entries} and {large.Entries}: {bare}"));
            foreach (var (name, page, matching) in Cases)
            {
                var query = new ListQuery(new BulkSelection(SqsQueue.KeyOf(Queue), null, ListQuery.Open, Matching: matching), page);
                var times = Times(await small.TimeAsync(() => small.ReadAsync(query)), await large.TimeAsync(() => large.ReadAsync(query)));
                var (ofSmall, ofLarge) = (await small.MemoryAsync(query), await large.MemoryAsync(query));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {times}; memory {ofSmall.Whole / 1e3:F0} kB and {ofLarge.Whole / 1e3:F0} kB, without the store's names {ofSmall.Own / 1e3:F0} kB and {ofLarge.Own / 1e3:F0} kB"));
            }

            return 0;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string Times(TimeSpan small, TimeSpan large) =>
        string.Create(CultureInfo.InvariantCulture, $"{small.TotalMilliseconds:F0} ms and {large.TotalMilliseconds:F0} ms, {large / small:F1} times");

    /// <summary>An archive with so many open entries of about 1 kB.</summary>
    private sealed class Archive
    {
        private readonly WatchedStore _store;
        private readonly DeadLetterList _list;

        public Archive(string folder, int entries)
        {
            Entries = entries;
            _store = new WatchedStore(new FolderDocumentStore(folder, TimeProvider.System), Math.Max(1, entries / 20));
            _list = new DeadLetterList(new DeadLetterArchive(_store), new SlackText(new Redaction(new RedactionOptions())));
        }

        public int Entries { get; }

        public Task FillAsync() => Parallel.ForEachAsync(Enumerable.Range(0, Entries), async (n, cancellationToken) =>
        {
            var letter = Letter(n);
            await _store.CreateAsync(DeadLetterId.Of(SqsQueue.KeyOf(Queue), letter).OpenName, letter, DeadLettersJson.Archive.DeadLetter, cancellationToken);
        });

        public async Task ListAsync() => await _store.ListAsync("open/", default).CountAsync();

        public Task<ListReading> ReadAsync(ListQuery query) => _list.ReadAsync(query, default);

        /// <summary>The median, of rounds that are not watched.</summary>
        public async Task<TimeSpan> TimeAsync(Func<Task> run)
        {
            _store.IsWatched = false;
            var times = new List<TimeSpan>();
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                await run();
                times.Add(watch.Elapsed);
            }

            return times.Order().ElementAt(Rounds / 2);
        }

        /// <summary>The most that lived at once, and what is left of it without a bare listing's; medians.</summary>
        public async Task<(long Whole, long Own)> MemoryAsync(ListQuery query)
        {
            _store.IsWatched = true;
            var (wholes, bares) = (new List<long>(), new List<long>());
            for (var round = 0; round < Rounds; round++)
            {
                wholes.Add(await PeakAsync(() => ReadAsync(query)));
                bares.Add(await PeakAsync(ListAsync));
            }

            var whole = wholes.Order().ElementAt(Rounds / 2);
            return (whole, whole - bares.Order().ElementAt(Rounds / 2));
        }

        private async Task<long> PeakAsync(Func<Task> run)
        {
            _store.Peak = 0;
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await run();
            return _store.Peak - before;
        }

        private static DeadLetter Letter(int n) => new()
        {
            QueueUrl = Queue,
            MessageId = new Guid(n, 0, 0, new byte[8]).ToString(),
            Fingerprint = (n % Kinds).ToString("x16", CultureInfo.InvariantCulture),
            Shape = $"Order{n % Kinds}",
            CollectedAt = DateTimeOffset.UnixEpoch,
            SystemAttributes = new Dictionary<string, string> { ["SentTimestamp"] = (1_767_614_280_000 + n).ToString(CultureInfo.InvariantCulture), ["ApproximateReceiveCount"] = "4" },
            Attributes = new Dictionary<string, DeadLetterAttribute> { ["tenant"] = new("String", "acme", null) },
            Body = $$"""{"type":"Order{{n % Kinds}}","id":{{n}},"customer":"c-{{n % 977}}","note":"{{new string('x', 850)}}"}""",
        };
    }
}
