using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks how pairs are judged.</summary>
internal static class PreferenceValidator
{
    private const string Field = "spec.task.preference";

    public static void Check(ProblemList problems, PreferenceSection? section)
    {
        if (section is null) return;
        problems.OneOf($"{Field}.loss", section.Loss, Enum.GetNames<PreferenceLossType>());
        Decimal(problems, section, "beta", section.Beta, value => value > 0, "use more than 0");
        Decimal(problems, section, "labelSmoothing", section.LabelSmoothing, value => value is >= 0 and < 0.5, "use 0 or more and less than 0.5");
        Decimal(problems, section, "gamma", section.Gamma, value => value >= 0, "use 0 or more");
        Decimal(problems, section, "centering", section.Centering, value => value >= 0, "use 0 or more");
    }

    private static void Decimal(ProblemList problems, PreferenceSection section, string field, string? text, Func<double, bool> holds, string hint)
    {
        problems.Decimal($"{Field}.{field}", text, holds, hint);
        if (!Enum.TryParse(section.Loss, out PreferenceLossType loss)) return;
        var fitting = Enum.GetValues<PreferenceLossType>().Where(one => PreferenceSpec.Fits(one, field));
        problems.Check(text is null || PreferenceSpec.Fits(loss, field), $"{Field}.{field}", $"means nothing to {loss}", $"leave it out, or use {string.Join(" or ", fitting)}");
    }
}
