namespace FineTuneTrainer.Core.Images;

/// <summary>How a resized pixel is made of the ones around it; the numbers are Pillow's, as they stand in <c>preprocessor_config.json</c>.</summary>
public enum Resampling
{
    /// <summary>The one nearest pixel.</summary>
    Nearest = 0,

    /// <summary>Lanczos' window over three pixels.</summary>
    Lanczos = 1,

    /// <summary>Linear.</summary>
    Bilinear = 2,

    /// <summary>Cubic with a = -0.5.</summary>
    Bicubic = 3,

    /// <summary>The mean of a box.</summary>
    Box = 4,

    /// <summary>Hamming's window.</summary>
    Hamming = 5,
}
