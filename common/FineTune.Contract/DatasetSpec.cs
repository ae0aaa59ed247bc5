using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>One dataset.</summary>
public sealed record DatasetSpec
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Train, Validation or Test.</summary>
    public required DatasetRole Role { get; init; }

    /// <summary>The file's URI; an ImageFolder's folder, an Idx's file of images.</summary>
    public required string Uri { get; init; }

    /// <summary>The file's format.</summary>
    public required DatasetFormat Format { get; init; }

    /// <summary>What each column means to the task: <c>text</c>, <c>label</c> -> the column's name in the file.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a dataset is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetRole>))]
public enum DatasetRole
{
    /// <summary>Learned from.</summary>
    Train,

    /// <summary>Judged by during training.</summary>
    Validation,

    /// <summary>Judged by once, at the end.</summary>
    Test,
}

/// <summary>How a dataset's file is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetFormat>))]
public enum DatasetFormat
{
    /// <summary>RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Plain text; a blank line ends a paragraph, each paragraph is a row.</summary>
    Text,

    /// <summary>A word and its tag a line, separated by a tab or spaces; a blank line ends a sentence.</summary>
    Conll,

    /// <summary>Images in one folder a class, <c>class/name.png</c>.</summary>
    ImageFolder,

    /// <summary>MNIST's two files, gzip or not: <c>...images-idx3-ubyte</c> and, beside it, <c>...labels-idx1-ubyte</c>.</summary>
    Idx,
}
