using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks how training images are varied.</summary>
internal static class ImageValidator
{
    private const string Field = "spec.preprocessing.image";

    public static void Check(ProblemList problems, TaskSection task, ImageSection? section)
    {
        if (section is null) return;
        problems.Check(task.Type == TaskTypes.ImageClassification, Field, $"does not fit {task.Type}", $"leave it out, or use {TaskTypes.ImageClassification}");
        problems.Check(section.RandomResizedCrop is null || section.CropPadding is null, Field, "randomResizedCrop and cropPadding are both set", "set only one");
        problems.Decimal($"{Field}.horizontalFlip", section.HorizontalFlip, value => value is >= 0 and <= 1, "use 0 to 1");
        problems.Check(section.CropPadding is null or >= 1, $"{Field}.cropPadding", $"{section.CropPadding} is too small", "use at least 1");
        if (section.RandomResizedCrop is not { } crop) return;
        problems.Decimal($"{Field}.randomResizedCrop.minArea", crop.MinArea, value => value is > 0 and <= 1, "use more than 0 and at most 1");
        problems.Decimal($"{Field}.randomResizedCrop.maxArea", crop.MaxArea, value => value is > 0 and <= 1, "use more than 0 and at most 1");
        if (Decimals.Parse(crop.MinArea) > Decimals.Parse(crop.MaxArea))
            problems.Add($"{Field}.randomResizedCrop.minArea", $"{crop.MinArea} is above maxArea {crop.MaxArea}", "use at most maxArea");
    }
}
