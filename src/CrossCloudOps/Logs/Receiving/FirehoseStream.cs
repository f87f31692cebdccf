namespace CrossCloudOps.Logs.Receiving;

/// <summary>Firehose streams that leave only the messages of their records: such lines are listed under a log group of the stream's name.</summary>
internal static class FirehoseStream
{
    private const string Folder = "firehose/";
    private const string Unknown = "unknown";

    /// <param name="arn"><c>arn:aws:firehose:region:account:deliverystream/name</c></param>
    public static string GroupOf(string? arn) =>
        arn?.Split(":deliverystream/", 2) is [_, var name] && LogGroupName.IsName(Folder + name) ? Folder + name : Folder + Unknown;
}
