namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>
/// Checks many items side by side, so many at once and so many of them on one host. Hosts take turns, an item each, so that one with many slow
/// items never stands in the way of the others.
/// </summary>
internal static class HostTurns
{
    /// <summary>
    /// Ends when all items are checked or, once cancelled, when those end that had begun: it does not throw then. What a check throws is thrown at
    /// the end, after the others were checked all the same.
    /// </summary>
    public static Task RunAsync<T>(IEnumerable<T> items, Func<T, string> hostOf, int atOnce, int perHost, Func<T, CancellationToken, Task> check, CancellationToken cancellationToken) =>
        new Run<T>(items.GroupBy(hostOf, StringComparer.OrdinalIgnoreCase), atOnce, perHost, check, cancellationToken).StartAsync();

    private sealed class Run<T>
    {
        private readonly Lock _lock = new();
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<Exception> _failures = [];
        private readonly Queue<HostLine<T>> _ready;
        private readonly int _atOnce;
        private readonly int _perHost;
        private readonly Func<T, CancellationToken, Task> _check;
        private readonly CancellationToken _cancellationToken;
        private int _running;

        public Run(IEnumerable<IEnumerable<T>> hosts, int atOnce, int perHost, Func<T, CancellationToken, Task> check, CancellationToken cancellationToken)
        {
            _ready = new(hosts.Select(static items => new HostLine<T>(items)));
            (_atOnce, _perHost, _check, _cancellationToken) = (atOnce, perHost, check, cancellationToken);
        }

        public Task StartAsync()
        {
            lock (_lock)
            {
                Fill();
            }

            return _ended.Task;
        }

        private void Fill()
        {
            while (_running < _atOnce && !_cancellationToken.IsCancellationRequested && _ready.TryDequeue(out var line))
            {
                var item = line.Waiting.Dequeue();
                _running++;
                line.Running++;
                if (line.Waiting.Count > 0 && line.Running < _perHost)
                {
                    _ready.Enqueue(line);
                }

                // Not here: a check that ends at once would come back in before this is through.
                _ = Task.Run(() => CheckAsync(line, item), CancellationToken.None);
            }

            if (_running == 0)
            {
                End();
            }
        }

        private async Task CheckAsync(HostLine<T> line, T item)
        {
            Exception? failure = null;
            try
            {
                await _check(item, _cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !_cancellationToken.IsCancellationRequested)
            {
                failure = e;
            }
            catch (OperationCanceledException)
            {
                // It was to stop.
            }

            lock (_lock)
            {
                if (failure is not null)
                {
                    _failures.Add(failure);
                }

                _running--;
                if (line.Running-- == _perHost && line.Waiting.Count > 0)
                {
                    _ready.Enqueue(line);
                }

                Fill();
            }
        }

        private void End()
        {
            if (_failures.Count > 0)
            {
                _ended.TrySetException(_failures);
            }
            else
            {
                _ended.TrySetResult();
            }
        }
    }

    private sealed class HostLine<T>(IEnumerable<T> items)
    {
        public Queue<T> Waiting { get; } = new(items);

        public int Running { get; set; }
    }
}
