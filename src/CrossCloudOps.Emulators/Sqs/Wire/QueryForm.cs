using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>The parameters of a Query request; lists are numbered from 1: <c>Attribute.1.Name</c>.</summary>
internal sealed class QueryForm
{
    private readonly Dictionary<string, string> _values;

    private QueryForm(Dictionary<string, string> values, string prefix)
    {
        _values = values;
        Prefix = prefix;
    }

    private string Prefix { get; }

    public static QueryForm Parse(ReadOnlySequence<byte> body, string queryString, string? queueUrl)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in $"{queryString.TrimStart('?')}&{Encoding.UTF8.GetString(body)}".Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            values[WebUtility.UrlDecode(at < 0 ? pair : pair[..at])] = at < 0 ? string.Empty : WebUtility.UrlDecode(pair[(at + 1)..]);
        }

        if (queueUrl is not null)
        {
            values.TryAdd("QueueUrl", queueUrl);
        }

        return new QueryForm(values, string.Empty);
    }

    public bool Has(string name) => _values.ContainsKey(Prefix + name);

    public string? Text(string name) => _values.GetValueOrDefault(Prefix + name);

    public byte[]? Bytes(string name) => Text(name) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    public int? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw SqsErrors.InvalidParameter(name, text, "Must be an integer.");
    }

    /// <summary><c>name.1</c>, <c>name.2</c> … as texts; null when there is none.</summary>
    public IReadOnlyList<string>? Texts(string name) => Numbered(name, (form, key) => form.Text(key));

    /// <summary><c>name.1.…</c>, <c>name.2.…</c> … as forms of their own; null when there is none.</summary>
    public IReadOnlyList<T>? Forms<T>(string name, Func<QueryForm, T> read)
        where T : class =>
        Numbered(name, (form, key) =>
        {
            var inner = new QueryForm(_values, $"{Prefix}{key}.");
            return inner.IsPresent ? read(inner) : null;
        });

    public IReadOnlyDictionary<string, string>? Map(string name, string key, string value) =>
        Dictionary(Forms(name, form => Tuple.Create(form.Text(key), form.Text(value) ?? string.Empty)));

    public IReadOnlyDictionary<string, MessageAttribute>? Attributes(string name) => Dictionary(Forms(name, form => Tuple.Create(
        form.Text("Name"),
        new MessageAttribute
        {
            DataType = form.Text("Value.DataType"),
            StringValue = form.Text("Value.StringValue"),
            BinaryValue = form.Binary("Value.BinaryValue"),
            StringListValues = form.Texts("Value.StringListValue"),
        })));

    private static Dictionary<string, T>? Dictionary<T>(IReadOnlyList<Tuple<string?, T>>? pairs)
    {
        if (pairs is null)
        {
            return null;
        }

        var dictionary = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            dictionary[name ?? string.Empty] = value;
        }

        return dictionary;
    }

    private bool IsPresent => _values.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal));

    private byte[]? Binary(string name)
    {
        try
        {
            return Text(name) is { } text ? Convert.FromBase64String(text) : null;
        }
        catch (FormatException)
        {
            throw SqsErrors.InvalidParameter(name, Text(name)!, "Must be base64.");
        }
    }

    private List<T>? Numbered<T>(string name, Func<QueryForm, string, T?> read)
        where T : class
    {
        List<T>? list = null;
        for (var number = 1; read(this, $"{name}.{number.ToString(CultureInfo.InvariantCulture)}") is { } item; number++)
        {
            (list ??= []).Add(item);
        }

        return list;
    }
}
