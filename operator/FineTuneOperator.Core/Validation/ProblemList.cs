namespace FineTuneOperator.Core;

/// <summary>Collects problems; nothing stops at the first.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public void Add(string field, string message, string fix) => _problems.Add(new Problem(field, message, fix));

    public void Check(bool holds, string field, string message, string fix)
    {
        if (!holds) Add(field, message, fix);
    }

    /// <summary>A decimal that must lie in a range; null texts are absent and fine.</summary>
    public void Decimal(string field, string? text, Func<double, bool> holds, string must)
    {
        if (text is null) return;
        double? value = Decimals.Parse(text);
        if (value is null) Add(field, $"\"{text}\" is not a decimal number", "write a number in quotes, like \"5e-5\"");
        else if (!holds(value.Value)) Add(field, $"{text} is out of range", must);
    }

    /// <summary>A word that must be one of some.</summary>
    public void OneOf(string field, string value, params string[] words)
    {
        if (!words.Contains(value)) Add(field, $"\"{value}\" is not known to this version", $"use {string.Join(" or ", words)}");
    }
}
