using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>One dataset.</summary>
public sealed record DatasetSection
{
    /// <summary>The dataset's name.</summary>
    [Required, Pattern(Patterns.Name), Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>Train is learned from, Validation judges during training, Test judges once at the end.</summary>
    [Required, EnumValues("Train", "Validation", "Test")]
    public string Role { get; init; } = "";

    /// <summary>The file; an ImageFolder's folder, an Idx's file of images.</summary>
    [Required, Pattern(Patterns.StoreUri), Length(8, 1024)]
    public string Uri { get; init; } = "";

    /// <summary>How the file is written: Csv with a header line, Jsonl with an object a line, Json with an array of them, Parquet, Text with paragraphs, Conll with a word and its tag a line, ImageFolder with images in a folder a class, Idx as MNIST's ...images-idx3-ubyte with its labels beside it.</summary>
    [EnumValues("Csv", "Jsonl", "Json", "Parquet", "Text", "Conll", "ImageFolder", "Idx"), DefaultValue("Csv")]
    public string Format { get; init; } = "Csv";

    /// <summary>Which column of the file holds what the task reads (<c>text</c>, <c>label</c>, <c>labels</c>, <c>tokens</c>, <c>tags</c>, and others by task: docs/tasks.md); columns of those names when absent.</summary>
    [PropertyLimits(0, 16)]
    public IDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}
