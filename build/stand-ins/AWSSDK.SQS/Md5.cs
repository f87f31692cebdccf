using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Model;

namespace Amazon.SQS;

/// <summary>Compares the digests that SQS sends of bodies and attributes with what was sent or received. No switch turns it off.</summary>
internal sealed class Md5Handler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        switch (executionContext.RequestContext.OriginalRequest, response)
        {
            case (_, ReceiveMessageResponse { Messages: { } messages }):
                foreach (var message in messages)
                {
                    Md5.CheckBody(message.Body, message.MD5OfBody, message.MessageId);
                    Md5.CheckAttributes(message.MessageAttributes, message.MD5OfMessageAttributes, message.MessageId);
                }

                break;
            case (SendMessageRequest sent, SendMessageResponse answer):
                if (!string.IsNullOrEmpty(sent.MessageBody) && !string.IsNullOrEmpty(answer.MD5OfMessageBody))
                {
                    Md5.CheckBody(sent.MessageBody, answer.MD5OfMessageBody);
                }

                Md5.CheckAttributes(sent.MessageAttributes, answer.MD5OfMessageAttributes);
                break;
            case (SendMessageBatchRequest batch, SendMessageBatchResponse { Successful: { Count: > 0 } answers }):
                var entries = batch.Entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
                foreach (var answer in answers)
                {
                    Md5.CheckBody(entries[answer.Id].MessageBody, answer.MD5OfMessageBody, answer.MessageId);
                    Md5.CheckAttributes(entries[answer.Id].MessageAttributes, answer.MD5OfMessageAttributes, answer.MessageId);
                }

                break;
        }

        return response;
    }
}

internal static class Md5
{
    public static void CheckBody(string body, string expected, string messageId = null)
    {
        if (!Matches(OfText(body), expected))
        {
            throw new AmazonSQSException($"MD5 hash mismatch{For(messageId)}");
        }
    }

    public static void CheckAttributes(Dictionary<string, MessageAttributeValue> attributes, string expected, string messageId = null)
    {
        if (attributes is { Count: > 0 } && !string.IsNullOrEmpty(expected) && !Matches(OfAttributes(attributes), expected))
        {
            throw new AmazonSQSException($"Attribute MD5 hash mismatch{For(messageId)}");
        }
    }

    private static string For(string messageId) => messageId is null ? "" : $" for message id {messageId}";

    private static bool Matches(byte[] digest, string expected) =>
        Convert.ToHexStringLower(digest).Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static byte[] OfText(string text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        var digest = MD5.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
        return digest;
    }

    /// <summary>By name: length and text of name and type, a byte for the kind of value, length and bytes of the value or values.</summary>
    private static byte[] OfAttributes(Dictionary<string, MessageAttributeValue> attributes)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Append(Encoding.UTF8.GetBytes(name));
            Append(Encoding.UTF8.GetBytes(value.DataType));
            var (kind, parts) = value switch
            {
                { StringValue: { } text } => (1, [Encoding.UTF8.GetBytes(text)]),
                { BinaryValue: { } blob } => (2, [blob.ToArray()]),
                { StringListValues: { } texts } => (3, texts.Select(Encoding.UTF8.GetBytes)),
                { BinaryListValues: { } blobs } => (4, blobs.Select(blob => blob.ToArray())),
                _ => ((byte)0, Enumerable.Empty<byte[]>()),
            };
            if (kind != 0)
            {
                md5.AppendData([(byte)kind]);
            }

            foreach (var part in parts)
            {
                Append(part);
            }
        }

        return md5.GetHashAndReset();

        void Append(byte[] bytes)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            md5.AppendData(length);
            md5.AppendData(bytes);
        }
    }
}
