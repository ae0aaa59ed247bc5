using System.Buffers.Binary;
using System.Text.Json;
using FineTuneTrainer.Core.Folders;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>Reads and writes whole safetensors files, straight from and to the tensors' memory.</summary>
public static class TensorFile
{
    private const int Alignment = 8;

    /// <summary>All tensors of a file, in their own dtypes, on the CPU.</summary>
    public static Dictionary<string, Tensor> Read(IReadableFolder folder, string name)
    {
        using var scope = NewDisposeScope();
        using var stream = folder.OpenRead(name);
        var header = SafetensorsHeader.Read(stream, name);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in header.Entries.Values.OrderBy(entry => entry.Begin))
        {
            stream.Position = header.DataStart + entry.Begin;
            var tensor = empty(entry.Shape, entry.DType);
            foreach (var piece in TensorPieces.Of(tensor, TensorPieces.LargestSpan))
                stream.ReadExactly(piece.bytes);
            tensors[entry.Name] = tensor.MoveToOuterDisposeScope();
        }

        return tensors;
    }

    /// <summary>Writes tensors by name order, with the metadata Hugging Face's loaders look for.</summary>
    public static void Write(IWritableFolder folder, string name, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var ordered = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var header = new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string> { ["format"] = "pt" } };
        long end = 0;
        foreach (var (key, tensor) in ordered)
        {
            var begin = end;
            end += tensor.numel() * DTypes.SizeOf(tensor.dtype);
            header[key] = new { dtype = DTypes.NameOf(tensor.dtype), shape = tensor.shape, data_offsets = new[] { begin, end } };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var padded = (json.Length + Alignment - 1) / Alignment * Alignment;
        using var stream = folder.Create(name);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)padded);
        stream.Write(prefix);
        stream.Write(json);
        for (var i = json.Length; i < padded; i++)
            stream.WriteByte((byte)' ');
        foreach (var (_, tensor) in ordered)
            WriteData(stream, tensor);
    }

    private static void WriteData(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        foreach (var piece in TensorPieces.Of(tensor.detach().cpu().contiguous(), TensorPieces.LargestSpan))
            stream.Write(piece.bytes);
    }
}
