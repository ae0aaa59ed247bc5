using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Folders;

namespace FineTuneTrainer.Core.Images;

/// <summary>Images in one folder a class, <c>class/name.png</c>, in ordinal order; one image is in memory at a time.</summary>
public sealed class ImageFolderSource(IReadableFolder folder, string prefix = "") : IRowSource<ImageRow>
{
    private const int KeptProblems = 50;
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"];
    private readonly IReadOnlyList<string> _names = [.. folder.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>The classes in ordinal order.</summary>
    public IReadOnlyList<string> Labels => [.. _names.Select(LabelOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>How many files there are.</summary>
    public int Count => _names.Count;

    /// <summary>Decodes one file, counted from 0; null with a problem if it is no image of a class. Safe on any thread where the folder is.</summary>
    public ImageRow? Look(int index, out DataProblem? problem)
    {
        string name = _names[index];
        problem = Problem(name);
        if (problem is not null) return null;
        try
        {
            return new ImageRow(name, Decoded(name), LabelOf(name)!, index + 1);
        }
        catch (InvalidDataException e)
        {
            problem = new DataProblem(name, 0, e.Message, "replace the file, or remove it");
            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<PlacedRow<ImageRow>> Read(DataCursor from = default)
    {
        for (int i = from.File; i < _names.Count; i++)
        {
            if (Problem(_names[i]) is { } problem) throw new BadDataException([problem]);
            yield return new PlacedRow<ImageRow>(new ImageRow(_names[i], Decoded(_names[i]), LabelOf(_names[i])!, i + 1), new DataCursor(i + 1, 0));
        }
    }

    /// <summary>Decodes every image once: a file that is cut off shows only at its end.</summary>
    public DataReport Check(CancellationToken cancellationToken = default)
    {
        List<DataProblem> first = [];
        long rows = 0, count = 0;
        for (int i = 0; i < Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Look(i, out DataProblem? problem) is not null)
            {
                rows++;
                continue;
            }

            count++;
            if (first.Count < KeptProblems) first.Add(problem!);
        }

        return _names.Count > 0 ? new DataReport(rows, first, count) : new DataReport(0, [new DataProblem(prefix, 0, "the folder holds no images", "put each class's images in a folder of its name")], 1);
    }

    private DataProblem? Problem(string name)
    {
        if (LabelOf(name) is null) return new DataProblem(name, 0, "the file lies in no class's folder", "put it in a folder with the name of its class");
        if (Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return null;
        return new DataProblem(name, 0, "the file is not an image by its name", $"names end in {string.Join(", ", Extensions)}; remove other files");
    }

    private PixelImage Decoded(string name)
    {
        using Stream stream = folder.OpenRead(name);
        return ImageDecoder.Decode(stream);
    }

    private string? LabelOf(string name)
    {
        string[] parts = name[prefix.Length..].TrimStart('/').Split('/');
        return parts.Length == 2 ? parts[0] : null;
    }
}
