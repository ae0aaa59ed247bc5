using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How training images are varied; validation and test images are read as they are.</summary>
[ValidationRule("!has(self.randomResizedCrop) || !has(self.cropPadding)", message: "set randomResizedCrop or cropPadding, not both")]
public sealed record ImageSection
{
    /// <summary>How likely an image is mirrored left to right, from 0 to 1.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0")]
    public string HorizontalFlip { get; init; } = "0";

    /// <summary>Takes a random part of the image, resized to the model's size, instead of the whole.</summary>
    public RandomCropSection? RandomResizedCrop { get; init; }

    /// <summary>Black pixels put around the image before a random part of its own size is cut out.</summary>
    [RangeMinimum(1), RangeMaximum(1024)]
    public int? CropPadding { get; init; }
}
