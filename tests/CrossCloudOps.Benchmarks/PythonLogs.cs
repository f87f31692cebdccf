using System.Diagnostics;

namespace CrossCloudOps.Benchmarks;

/// <summary>What a small function in Python does with a request of Firehose: decode, and a text for each event. Nothing is joined or grouped.</summary>
internal static class PythonLogs
{
    private const string Script = """
        import base64, gzip, json, sys, time

        with open(sys.argv[1], 'rb') as file:
            bodies = file.read().splitlines()

        def run():
            texts = []
            for body in bodies:
                for record in json.loads(body)['records']:
                    payload = json.loads(gzip.decompress(base64.b64decode(record['data'])))
                    if payload['messageType'] == 'DATA_MESSAGE':
                        group = payload['logGroup']
                        for event in payload['logEvents']:
                            texts.append(f"*{group}*\n```{event['message']}```")
            return len(texts)

        print('ready', flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            count = run()
            print(count, time.perf_counter() - start, flush=True)
        """;

    public static async Task<ChildProcess> StartAsync(string folder, string bodies)
    {
        var script = Path.Combine(folder, "logs.py");
        await File.WriteAllTextAsync(script, Script);
        return await ChildProcess.StartAsync(new ProcessStartInfo("python3", [script, bodies]));
    }
}
