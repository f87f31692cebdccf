namespace CrossCloudOps.Playground;

/// <summary>Somebody in the Slack of a running playground, who acts through its page.</summary>
internal static class SlackPerson
{
    public static async Task<int> ActAsync(
        Uri page, string path, IReadOnlyDictionary<string, string> fields, string done, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        using var direct = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(direct);
        using var form = new FormUrlEncodedContent(fields);
        try
        {
            using var response = await http.PostAsync(new Uri(page, path), form, cancellationToken);
            var answer = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
            if (response.IsSuccessStatusCode && answer.StartsWith("200 ", StringComparison.Ordinal))
            {
                await output.WriteLineAsync($"{done}; the app answered {answer}.");
                return 0;
            }

            await errors.WriteLineAsync(response.IsSuccessStatusCode ? $"{done}, but the app answered {answer}" : answer);
        }
        catch (HttpRequestException e)
        {
            await errors.WriteLineAsync($"No playground's Slack answers at {page} ({e.HttpRequestError}). Start it, or name its port with --slack-port.");
        }

        return 1;
    }
}
