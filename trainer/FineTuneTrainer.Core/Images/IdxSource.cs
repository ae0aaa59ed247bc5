using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Images;

/// <summary>Gray images and labels in MNIST's IDX files, gzip or not; one image is in memory at a time. Row 1 is the first image.</summary>
public sealed class IdxSource(string imagesName, Func<Stream> openImages, string labelsName, Func<Stream> openLabels) : IRowSource<ImageRow>
{
    /// <inheritdoc/>
    public IEnumerable<PlacedRow<ImageRow>> Read(DataCursor from = default)
    {
        var problems = new ProblemList(imagesName);
        foreach (ImageRow row in Rows(problems))
        {
            if (row.Number > from.Rows) yield return new PlacedRow<ImageRow>(row, new DataCursor(0, row.Number));
        }

        if (problems.Count > 0) throw new BadDataException(problems.First);
    }

    /// <inheritdoc/>
    public DataReport Check(CancellationToken cancellationToken = default)
    {
        var problems = new ProblemList(imagesName);
        long rows = 0;
        foreach (ImageRow _ in Rows(problems))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows++;
        }

        return new DataReport(rows, problems.First, problems.Count);
    }

    private IEnumerable<ImageRow> Rows(ProblemList problems)
    {
        using Stream images = openImages(), labels = openLabels();
        IdxFile? pictures = IdxFile.Open(images, imagesName, 3, problems), classes = IdxFile.Open(labels, labelsName, 1, problems);
        if (pictures is null || classes is null) yield break;
        if (pictures.Count != classes.Count)
        {
            problems.Add(0, $"{pictures.Count} images have {classes.Count} labels in {labelsName}", "use the two files of one set");
            yield break;
        }

        for (int number = 1; number <= pictures.Count; number++)
        {
            if (pictures.Next() is not { } pixels || classes.Next() is not { } label)
            {
                problems.Add(number, "the file ends here", $"its header announces {pictures.Count}; is it cut off?");
                yield break;
            }

            yield return new ImageRow($"{imagesName}:{number}", new PixelImage(pixels, pictures.Sizes[1], pictures.Sizes[0], 1), label[0].ToString(), number);
        }
    }
}
