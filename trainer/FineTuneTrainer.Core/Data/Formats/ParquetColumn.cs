using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>One column of a Parquet row group as values of rows.</summary>
internal static class ParquetColumn
{
    // A damaged header must not ask for all memory; writers put far fewer values into one row group.
    private const long MaxValues = 1 << 26;

    private static readonly Type[] Readable =
    [
        typeof(string), typeof(ReadOnlyMemory<char>), typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal),
    ];

    /// <summary>Each column is text, a number, a flag, or a list of one of them; what is not is a problem.</summary>
    public static bool AreReadable(DataField[] fields, ProblemList problems)
    {
        DataField[] refused = [.. fields.Where(f => !Readable.Contains(f.ClrType) || f.MaxRepetitionLevel > 1 || IsMember(f))];
        foreach (DataField field in refused)
        {
            problems.Add(
                0,
                $"the column is {(IsMember(field) ? "a structure" : field.MaxRepetitionLevel > 1 ? "a list of lists" : $"of the type {field.ClrType.Name}")}",
                "text, numbers, flags and lists of them can be read; write nested rows as JSONL",
                field.Path.FirstPart);
        }

        return refused.Length == 0;
    }

    public static FieldValue[] Read(ParquetRowGroupReader group, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.String or TypeCode.Object => Read<ReadOnlyMemory<char>>(group, field, v => v.ToString()),
        TypeCode.Boolean => Read<bool>(group, field, v => v ? "true" : "false"),
        TypeCode.SByte => Read<sbyte>(group, field, Invariant),
        TypeCode.Byte => Read<byte>(group, field, Invariant),
        TypeCode.Int16 => Read<short>(group, field, Invariant),
        TypeCode.UInt16 => Read<ushort>(group, field, Invariant),
        TypeCode.Int32 => Read<int>(group, field, Invariant),
        TypeCode.UInt32 => Read<uint>(group, field, Invariant),
        TypeCode.Int64 => Read<long>(group, field, Invariant),
        TypeCode.UInt64 => Read<ulong>(group, field, Invariant),
        TypeCode.Single => Read<float>(group, field, Invariant),
        TypeCode.Double => Read<double>(group, field, Invariant),
        _ => Read<decimal>(group, field, Invariant),
    };

    // A member of a structure, unlike that of a list, has a name of its own below the column's.
    private static bool IsMember(DataField field) => field.Path.Length > 1 && field.MaxRepetitionLevel == 0;

    private static string Invariant<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    // Values come packed; a definition level below the highest says that one is missing, a repetition level of 0 that a row begins.
    private static FieldValue[] Read<T>(ParquetRowGroupReader group, DataField field, Func<T, string> text)
        where T : struct
    {
        int count = Count(group, field);
        var values = new T[count];
        var present = new int[count];
        var goesOn = new int[count];
        Memory<int>? definitions = field.MaxDefinitionLevel > 0 ? (Memory<int>?)present : null;
        Memory<int>? repetitions = field.MaxRepetitionLevel > 0 ? (Memory<int>?)goesOn : null;
        group.ReadRawAsync<T>(field, values, definitions, repetitions).AsTask().GetAwaiter().GetResult();
        var texts = new string?[count];
        for (int i = 0, next = 0; i < count; i++)
        {
            if (present[i] == field.MaxDefinitionLevel) texts[i] = text(values[next++]);
        }

        return field.MaxRepetitionLevel == 0 ? [.. texts.Select(FieldValue.Of)] : Lists(texts, goesOn, group.RowCount);
    }

    private static int Count(ParquetRowGroupReader group, DataField field)
    {
        long count = group.GetMetadata(field)?.MetaData?.NumValues ?? group.RowCount;
        if (count is < 0 or > MaxValues || group.RowCount > MaxValues || (field.MaxRepetitionLevel == 0 && count != group.RowCount))
            throw new InvalidDataException($"the column '{field.Path.FirstPart}' announces {count} values for {group.RowCount} rows");
        return (int)count;
    }

    // A lone missing value is an empty list.
    private static FieldValue[] Lists(string?[] texts, int[] goesOn, long rows)
    {
        var lists = new FieldValue[rows];
        int row = 0;
        for (int from = 0, to; from < texts.Length; from = to)
        {
            for (to = from + 1; to < texts.Length && goesOn[to] > 0; to++) { }
            string?[] items = texts[from..to];
            lists[row++] = FieldValue.Of(items is [null] ? [] : items);
        }

        return lists;
    }
}
