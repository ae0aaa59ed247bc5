using System.Buffers.Binary;
using System.Text.Json;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>The header of a safetensors file: 8 bytes of length, then JSON; offsets count from the end of the header.</summary>
public sealed record SafetensorsHeader(IReadOnlyDictionary<string, TensorEntry> Entries, long DataStart)
{
    // The format's own bound.
    private const long MostHeaderBytes = 100_000_000;

    /// <summary>Reads and checks a header: offsets in bounds, no gaps, no overlaps, sizes equal to shape times dtype.</summary>
    public static SafetensorsHeader Read(Stream stream, string file)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw new SafetensorsException($"{file} is truncated: it has {stream.Length} bytes, less than a header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MostHeaderBytes || 8 + (long)length > stream.Length)
            throw new SafetensorsException($"{file} is truncated or no safetensors file: its header would have {length} bytes, the file has {stream.Length}");
        var json = new byte[length];
        stream.ReadExactly(json);
        var entries = Parse(json, file);
        if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SafetensorsException($"{file}: {twice.Key} is there twice");
        CheckLayout(entries, stream.Length - 8 - (long)length, file);
        return new SafetensorsHeader(entries.ToDictionary(entry => entry.Name), 8 + (long)length);
    }

    private static List<TensorEntry> Parse(byte[] json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__").Select(property => Entry(property, file))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new SafetensorsException($"{file} has a broken header: {exception.Message}");
        }
    }

    private static TensorEntry Entry(JsonProperty property, string file)
    {
        var name = property.Value.GetProperty("dtype").GetString()!;
        var type = DTypes.Parse(name) ?? throw new SafetensorsException($"{file}: {property.Name} has dtype {name}, which is not read (read are {DTypes.Names})");
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var offsets = property.Value.GetProperty("data_offsets");
        var entry = new TensorEntry(property.Name, type, shape, offsets[0].GetInt64(), offsets[1].GetInt64());
        if (shape.Any(size => size < 0) || entry.Length != checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * DTypes.SizeOf(type)))
            throw new SafetensorsException($"{file}: {property.Name} has {entry.Length} bytes, which does not fit {name} [{string.Join(", ", shape)}]");
        return entry;
    }

    private static void CheckLayout(List<TensorEntry> entries, long dataLength, string file)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
                throw new SafetensorsException($"{file}: {entry.Name} begins at byte {entry.Begin}, expected {end} (tensors must follow each other)");
            end = entry.End;
        }

        if (end > dataLength)
            throw new SafetensorsException($"{file} is truncated: its tensors need {end} bytes of data, {dataLength} are there");
        if (end < dataLength)
            throw new SafetensorsException($"{file} has {dataLength - end} bytes after its last tensor");
    }
}
