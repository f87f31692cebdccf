namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>What goes back over the wire.</summary>
internal sealed record S3Answer(int Status = 200)
{
    public static readonly S3Answer NoContent = new(204);

    public List<(string Name, string Value)> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Content { get; init; }

    public string? ContentType { get; init; }

    public S3Answer With(string header, string value)
    {
        Headers.Add((header, value));
        return this;
    }
}
