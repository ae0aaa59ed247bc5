using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with how images are varied.</summary>
internal static class ImageCheck
{
    private const string Place = "preprocessing.image";

    public static void Problems(RunSpec spec, List<RunProblem> problems)
    {
        if (spec.Preprocessing.Image is not { } image)
            return;
        if (spec.Task.Type != TaskTypes.ImageClassification)
            RunSpecCheck.Add(problems, Place, $"does not fit {spec.Task.Type}", $"leave it out, or use {TaskTypes.ImageClassification}");
        RunSpecCheck.Range(problems, $"{Place}.horizontalFlip", image.HorizontalFlip, value => value is >= 0 and <= 1, "between 0 and 1");
        RunSpecCheck.Range(problems, $"{Place}.cropPadding", image.CropPadding, value => value >= 0, "at least 0");
        if (image.RandomResizedCrop is not { } crop)
            return;
        if (image.CropPadding > 0)
            RunSpecCheck.Add(problems, Place, "randomResizedCrop and cropPadding are both set", "set only one");
        RunSpecCheck.Range(problems, $"{Place}.randomResizedCrop.minArea", crop.MinArea, value => value > 0 && value <= crop.MaxArea, "above 0 and at most maxArea");
        RunSpecCheck.Range(problems, $"{Place}.randomResizedCrop.maxArea", crop.MaxArea, value => value is > 0 and <= 1, "above 0 and at most 1");
    }
}
