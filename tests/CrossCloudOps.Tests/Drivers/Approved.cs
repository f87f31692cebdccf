namespace CrossCloudOps.Tests.Drivers;

/// <summary>Texts that somebody read and found good, as files in <c>Approved/</c>.</summary>
internal static class Approved
{
    /// <summary>Compares exactly. What is different is written beside the approved file, to be looked at and, if it is good, to take its place.</summary>
    public static void ShouldBe(string file, string actual)
    {
        var approved = SourceTree.Path("tests", "CrossCloudOps.Tests", "Approved", file);
        var received = Path.ChangeExtension(approved, $".received{Path.GetExtension(file)}");
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        text.ShouldBe(
            File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "",
            $"{Path.GetFileName(received)} is not what was approved. If it is good, rename it to {file}.");
    }
}
