namespace FineTune.Contract;

/// <summary>The names of MNIST's files.</summary>
public static class IdxNames
{
    /// <summary>The file of labels that belongs to a file of images, beside it; null for an address that is not named like one.</summary>
    public static string? LabelsOf(string images)
    {
        var at = images.LastIndexOf('/') + 1;
        var name = images[at..];
        return name.Contains("images", StringComparison.Ordinal) && name.Contains("idx3", StringComparison.Ordinal)
            ? images[..at] + name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal)
            : null;
    }
}
