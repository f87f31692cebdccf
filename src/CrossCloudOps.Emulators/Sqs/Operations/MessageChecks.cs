using System.Buffers;
using System.Globalization;
using System.Text;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

/// <summary>
/// What may be sent.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"/>
/// </summary>
internal static class MessageChecks
{
    private const int MostAttributes = 10;
    private const int LongestName = 256;
    private const int LongestToken = 128;
    private const int LongestDelay = 900;
    private const string WrongKind = "The request include parameter that is not valid for this queue type.";

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (byte)code).Where(code => code is not (0x9 or 0xA or 0xD))]);

    public static Draft Draft(IOutgoingMessage message, QueueSettings settings)
    {
        if (message.MessageBody is not { Length: > 0 } body)
        {
            throw SqsErrors.MissingParameter("MessageBody");
        }

        var attributes = NullIfEmpty(message.MessageAttributes);
        var systemAttributes = NullIfEmpty(message.MessageSystemAttributes);
        if (attributes is not null)
        {
            CheckAttributes(attributes);
        }

        if (Size(message) > settings.MaximumMessageSize)
        {
            throw SqsErrors.InvalidParameter("One or more parameters are invalid. Reason: Message must be shorter than "
                + settings.MaximumMessageSize.ToString(CultureInfo.InvariantCulture) + " bytes.");
        }

        if (!HasOnlyAllowedCharacters(body))
        {
            throw SqsErrors.InvalidMessageContents();
        }

        return new Draft(new MessageContent
        {
            MessageId = Guid.NewGuid().ToString(),
            Body = body,
            BodyMd5 = MessageDigest.Of(body),
            Attributes = attributes,
            AttributesMd5 = attributes is null ? null : MessageDigest.OfAttributes(attributes),
            TraceHeader = TraceHeader(systemAttributes),
            SystemAttributesMd5 = systemAttributes is null ? null : MessageDigest.OfAttributes(systemAttributes),
            GroupId = GroupId(message.MessageGroupId, settings),
        })
        {
            DeduplicationId = DeduplicationId(message, settings),
            DelaySeconds = Delay(message.DelaySeconds, settings),
        };
    }

    /// <summary>Body and message attributes: names, types and values. System attributes do not count.</summary>
    public static int Size(IOutgoingMessage message) =>
        (message.MessageBody?.Length ?? 0) + (message.MessageAttributes?.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key)
            + Encoding.UTF8.GetByteCount(attribute.Value.DataType ?? string.Empty)
            + (attribute.Value.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(attribute.Value.StringValue ?? string.Empty))) ?? 0);

    /// <summary><c>#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF</c>, in UTF-8.</summary>
    private static bool HasOnlyAllowedCharacters(ReadOnlySpan<byte> text) =>
        !text.ContainsAny(Controls) && text.IndexOf("\uFFFE"u8) < 0 && text.IndexOf("\uFFFF"u8) < 0;

    private static IReadOnlyDictionary<string, MessageAttribute>? NullIfEmpty(IReadOnlyDictionary<string, MessageAttribute>? attributes) =>
        attributes is { Count: > 0 } ? attributes : null;

    private static void CheckAttributes(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        if (attributes.Count > MostAttributes)
        {
            throw SqsErrors.InvalidParameter("Number of message attributes ["
                + $"{attributes.Count.ToString(CultureInfo.InvariantCulture)}] exceeds the allowed maximum [10].");
        }

        foreach (var (name, attribute) in attributes)
        {
            CheckName(name);
            CheckValue(name, attribute);
        }
    }

    private static void CheckName(string name)
    {
        var reserved = name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);
        if (name.Length is 0 or > LongestName || reserved || name[0] == '.' || name[^1] == '.' || name.Contains("..", StringComparison.Ordinal)
            || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
        {
            throw SqsErrors.InvalidParameter($"The message attribute name '{name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, "
                + "underscore (_), hyphen (-), and period (.) characters; it must not start with AWS. or Amazon., start or end with a "
                + "period, have periods in succession, or be longer than 256 characters.");
        }
    }

    private static void CheckValue(string name, MessageAttribute attribute)
    {
        if (attribute.StringListValues is { Count: > 0 } || attribute.BinaryListValues is { Count: > 0 })
        {
            throw SqsErrors.UnsupportedOperation("Message attribute list values in SendMessage operation are not supported.");
        }

        if (attribute.DataType is not { Length: > 0 } type)
        {
            throw SqsErrors.InvalidParameter($"The message attribute '{name}' must contain a non-empty message attribute type.");
        }

        var kind = type.Split('.', 2)[0];
        if (kind is not ("String" or "Number" or "Binary") || type.Length > LongestName || type.EndsWith('.'))
        {
            throw SqsErrors.InvalidParameter($"The message attribute '{name}' has an invalid message attribute type, the set of supported type "
                + "prefixes is Binary, Number, and String.");
        }

        if (kind == "Binary" ? attribute.BinaryValue is not { Length: > 0 } : attribute.StringValue is not { Length: > 0 })
        {
            throw SqsErrors.InvalidParameter($"Message (user) attribute '{name}' must contain a non-empty value of type '{kind}'.");
        }

        if (attribute.StringValue is { } text && !HasOnlyAllowedCharacters(Encoding.UTF8.GetBytes(text)))
        {
            throw SqsErrors.InvalidParameter($"Invalid binary character was found in the message attribute '{name}'.");
        }

        if (kind == "Number" && !double.TryParse(attribute.StringValue, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw SqsErrors.InvalidParameter($"Can't cast the value of message attribute '{name}' to a number.");
        }
    }

    private static string? TraceHeader(IReadOnlyDictionary<string, MessageAttribute>? attributes)
    {
        if (attributes is null)
        {
            return null;
        }

        if (attributes.Keys.FirstOrDefault(name => name != "AWSTraceHeader") is { } unknown)
        {
            throw SqsErrors.InvalidParameter($"Message system attribute name '{unknown}' is invalid.");
        }

        return attributes["AWSTraceHeader"] is { DataType: "String", StringValue: { Length: > 0 } header } ? header
            : throw SqsErrors.InvalidParameter("The message system attribute 'AWSTraceHeader' must be of type String and have a value.");
    }

    private static string? GroupId(string? groupId, QueueSettings settings) =>
        groupId is not null ? CheckToken("MessageGroupId", groupId)
        : settings.Fifo ? throw SqsErrors.MissingParameter("MessageGroupId")
        : null;

    private static string? DeduplicationId(IOutgoingMessage message, QueueSettings settings)
    {
        if (message.MessageDeduplicationId is { } given)
        {
            return settings.Fifo ? CheckToken("MessageDeduplicationId", given)
                : throw SqsErrors.InvalidParameter("MessageDeduplicationId", given, WrongKind);
        }

        return !settings.Fifo ? null
            : settings.ContentBasedDeduplication ? MessageDigest.ContentId(message.MessageBody)
            : throw SqsErrors.NoDeduplicationId();
    }

    /// <summary>"up to 128 characters … alphanumeric characters (a-z, A-Z, 0-9) and punctuation".</summary>
    private static string CheckToken(string parameter, string value) =>
        value.Length is > 0 and <= LongestToken && value.All(letter => letter is > ' ' and <= '~') ? value
            : throw SqsErrors.InvalidParameter(parameter, value,
                $"{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");

    private static int? Delay(int? seconds, QueueSettings settings) => seconds switch
    {
        null => null,
        < 0 or > LongestDelay => throw SqsErrors.InvalidParameter("DelaySeconds", seconds, "DelaySeconds must be >= 0 and <= 900."),
        > 0 when settings.Fifo => throw SqsErrors.InvalidParameter("DelaySeconds", seconds, WrongKind),
        _ => settings.Fifo ? null : seconds,
    };
}
