using FineTuneTrainer.Core.Folders;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>An open safetensors file whose tensors are read one by one, straight into their memory; floats of another type are converted piece by piece.</summary>
public sealed class OpenTensorFile : IDisposable
{
    private const int ConvertedBytes = 1 << 24;

    private readonly Stream _stream;
    private readonly SafetensorsHeader _header;

    private OpenTensorFile(Stream stream, SafetensorsHeader header)
    {
        _stream = stream;
        _header = header;
    }

    /// <summary>The tensors there are.</summary>
    public IEnumerable<TensorEntry> Entries => _header.Entries.Values;

    /// <summary>Opens a file and checks its header.</summary>
    public static OpenTensorFile Open(IReadableFolder folder, string name)
    {
        var stream = folder.OpenRead(name);
        try
        {
            return new OpenTensorFile(stream, SafetensorsHeader.Read(stream, name));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor, on the CPU, as a type.</summary>
    public Tensor Read(TensorEntry entry, ScalarType type)
    {
        _stream.Position = _header.DataStart + entry.Begin;
        var tensor = empty(entry.Shape, type);
        using var scope = NewDisposeScope();
        if (type == entry.DType)
            ReadStraight(tensor);
        else
            ReadConverted(tensor, entry);
        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void ReadStraight(Tensor tensor)
    {
        foreach (var piece in TensorPieces.Of(tensor, TensorPieces.LargestSpan))
            _stream.ReadExactly(piece.bytes);
    }

    private void ReadConverted(Tensor tensor, TensorEntry entry)
    {
        foreach (var piece in TensorPieces.Of(tensor, ConvertedBytes))
        {
            using var stored = empty(piece.shape, entry.DType);
            _stream.ReadExactly(stored.bytes);
            piece.copy_(stored);
        }
    }
}
