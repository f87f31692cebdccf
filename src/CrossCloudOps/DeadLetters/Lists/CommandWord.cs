using System.Text;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>A word of a command, or several in quotation marks, which are never a keyword.</summary>
internal sealed record CommandWord(string Text, bool IsQuoted)
{
    /// <summary>Phones and word processors turn the straight ones into these.</summary>
    private const string Quotes = "\"“”„«»";

    /// <summary>Null if a quotation is never closed.</summary>
    public static IReadOnlyList<CommandWord>? Split(string line)
    {
        var words = new List<CommandWord>();
        var word = new StringBuilder();
        var (inQuotes, isQuoted) = (false, false);
        foreach (var c in line)
        {
            if (Quotes.Contains(c, StringComparison.Ordinal))
            {
                (inQuotes, isQuoted) = (!inQuotes, true);
            }
            else if (inQuotes || !char.IsWhiteSpace(c))
            {
                word.Append(c);
            }
            else
            {
                End();
            }
        }

        End();
        return inQuotes ? null : words;

        void End()
        {
            if (word.Length > 0 || isQuoted)
            {
                words.Add(new CommandWord(word.ToString(), isQuoted));
            }

            word.Clear();
            isQuoted = false;
        }
    }

    public bool Is(string keyword) => !IsQuoted && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
