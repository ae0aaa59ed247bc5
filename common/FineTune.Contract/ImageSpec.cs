namespace FineTune.Contract;

/// <summary>
/// How the images of training rows are varied each time they are shown; validation, test and predict see them as they are. What happens to an image depends
/// on the seed, the step and the row's place in it alone.
/// </summary>
public sealed record ImageSpec
{
    /// <summary>How likely an image is mirrored left to right, from 0 to 1.</summary>
    public double HorizontalFlip { get; init; }

    /// <summary>Takes a random part of the image instead of resizing the whole; null for none.</summary>
    public RandomCropSpec? RandomResizedCrop { get; init; }

    /// <summary>Black pixels put around the image before a random part of its own size is cut out; 0 for none, and with <see cref="RandomResizedCrop"/>.</summary>
    public int CropPadding { get; init; }
}

/// <summary>A random part of an image, resized to the model's size; its sides have a ratio between 3/4 and 4/3.</summary>
public sealed record RandomCropSpec
{
    /// <summary>The smallest share of the image's area, above 0.</summary>
    public double MinArea { get; init; } = 0.08;

    /// <summary>The largest share, at most 1.</summary>
    public double MaxArea { get; init; } = 1;
}
