using System.Globalization;

namespace CrossCloudOps.DeadLetters;

/// <summary>What a button of a dead letter carries: which one, and how many attempts to send it back its card told of.</summary>
internal sealed record DeadLetterButton(DeadLetterId Id, int Attempt)
{
    public static DeadLetterButton? Parse(string value) =>
        value.Split('|') is [var id, var attempt]
        && DeadLetterId.Parse(id) is { } parsed
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DeadLetterButton(parsed, number)
            : null;

    public override string ToString() => $"{Id}|{Attempt.ToString(CultureInfo.InvariantCulture)}";
}
