using System.Buffers.Binary;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Names one receive of one message in one queue, with a check against made-up ones.</summary>
internal readonly record struct ReceiptHandle(long Queue, long Message, int Receive)
{
    private const int Size = 24;

    public static ReceiptHandle? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (!Convert.TryFromBase64String(text, bytes, out var written) || written != Size)
        {
            return null;
        }

        var handle = new ReceiptHandle(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]));
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) == handle.Check() ? handle : null;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Queue);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Message);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Receive);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Check());
        return Convert.ToBase64String(bytes);
    }

    private int Check() => HashCode.Combine(Queue, Message, Receive);
}
