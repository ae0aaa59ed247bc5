using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with how pairs are judged.</summary>
internal static class PreferenceCheck
{
    private const string Path = "task.preference.";

    public static void Problems(PreferenceSpec preference, List<RunProblem> problems)
    {
        Fits(preference.Loss, "beta", preference.Beta is not null, problems);
        Fits(preference.Loss, "labelSmoothing", preference.LabelSmoothing != 0, problems);
        Fits(preference.Loss, "gamma", preference.Gamma is not null, problems);
        Fits(preference.Loss, "centering", preference.Centering != 0, problems);
        RunSpecCheck.Range(problems, Path + "beta", preference.Beta ?? 1, value => value > 0, "above 0");
        RunSpecCheck.Range(problems, Path + "labelSmoothing", preference.LabelSmoothing, value => value is >= 0 and < 0.5, "at least 0 and below 0.5");
        RunSpecCheck.Range(problems, Path + "gamma", preference.Gamma ?? 0, value => value >= 0, "at least 0");
        RunSpecCheck.Range(problems, Path + "centering", preference.Centering, value => value >= 0, "at least 0");
    }

    private static void Fits(PreferenceLossType loss, string field, bool isSet, List<RunProblem> problems)
    {
        if (isSet && !PreferenceSpec.Fits(loss, field))
            RunSpecCheck.Add(problems, Path + field, $"means nothing to {loss}", $"leave it out, or use {string.Join(" or ", Enum.GetValues<PreferenceLossType>().Where(other => PreferenceSpec.Fits(other, field)))}");
    }
}
