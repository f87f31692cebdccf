using System.Globalization;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// What a button of a dead letter carries: which one, how many attempts to send it back its card told of, and whether that card is the
/// dead letter's own or its problem's message.
/// </summary>
internal sealed record DeadLetterButton(DeadLetterId Id, int Attempt, bool IsSingle = false)
{
    private const string Single = "single";

    public static DeadLetterButton? Parse(string value) =>
        value.Split('|') is [var id, var attempt, .. var rest]
        && rest is [] or [Single]
        && DeadLetterId.Parse(id) is { } parsed
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DeadLetterButton(parsed, number, rest.Length > 0)
            : null;

    public override string ToString() => $"{Id}|{Attempt.ToString(CultureInfo.InvariantCulture)}{(IsSingle ? $"|{Single}" : "")}";
}
