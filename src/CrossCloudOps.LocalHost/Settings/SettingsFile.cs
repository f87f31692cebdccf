using System.Text.Json;

namespace CrossCloudOps.LocalHost.Settings;

/// <summary><c>local.settings.json</c>, found and read by the rules of Core Tools.</summary>
internal static class SettingsFile
{
    private const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Upward from a folder: the first that holds this file or host.json is the app's root. Null if the root has no such file.</summary>
    public static string? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, Name);
            if (File.Exists(file))
            {
                return file;
            }

            if (File.Exists(Path.Combine(folder.FullName, "host.json")))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The file's <c>Values</c>, their names with <c>:</c> where they had <c>__</c>.</summary>
    public static IReadOnlyDictionary<string, string?> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return Values(document.RootElement, path);
        }
        catch (JsonException fault)
        {
            throw new LocalHostException($"{path} is not valid JSON: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    private static Dictionary<string, string?> Values(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new LocalHostException($"{path} must hold a JSON object.");
        }

        // Core Tools take a file without the property for an encrypted one.
        if (!root.TryGetProperty("IsEncrypted", out var encrypted) || encrypted.ValueKind != JsonValueKind.False)
        {
            throw new LocalHostException(
                $"{path}: \"IsEncrypted\" must be there and false. An encrypted file is opened by `func settings decrypt` only.");
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!root.TryGetProperty("Values", out var section))
        {
            return values;
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            throw new LocalHostException($"{path}: \"Values\" must be an object of settings.");
        }

        foreach (var setting in section.EnumerateObject())
        {
            values[setting.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(setting, path);
        }

        return values;
    }

    private static string Text(JsonProperty setting, string path) => setting.Value.ValueKind switch
    {
        JsonValueKind.String => setting.Value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => throw new LocalHostException(
            $"{path}: the value of \"{setting.Name}\" must be a text. Nested settings are written as names with `__`, for example \"Slack__Channel\"."),
        _ => setting.Value.GetRawText(),
    };
}
