using FineTuneTrainer.Core.Folders;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>An open safetensors file whose tensors are read one by one, straight into their memory; floats of another type are converted piece by piece.</summary>
public sealed class OpenTensorFile : IDisposable
{
    private const int ConvertedBytes = 1 << 24;

    // One reader cannot fill the memory as fast as it goes; a tensor below this size is not worth a second.
    private const int Readers = 2;
    private const int SharedBytes = 1 << 22;

    private readonly Stream _stream;
    private readonly Func<Stream> _open;
    private Stream? _second;
    private readonly SafetensorsHeader _header;

    private OpenTensorFile(Stream stream, SafetensorsHeader header, Func<Stream> open)
    {
        _stream = stream;
        _open = open;
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
            return new OpenTensorFile(stream, SafetensorsHeader.Read(stream, name), () => folder.OpenRead(name));
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
            ReadStraight(tensor, _stream.Position);
        else
            ReadConverted(tensor, entry);
        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _second?.Dispose();
    }

    private void ReadStraight(Tensor tensor, long from)
    {
        var elements = tensor.numel();
        var size = DTypes.SizeOf(tensor.dtype);
        if (elements * size < SharedBytes)
        {
            ReadFrom(_stream, from, tensor);
            return;
        }

        Stream[] streams = [_stream, _second ??= _open()];
        var half = elements / Readers;
        var flat = tensor.view(-1);
        Tensor[] parts = [flat.narrow(0, 0, half), flat.narrow(0, half, elements - half)];
        Parallel.For(0, Readers, reader => ReadFrom(streams[reader], from + (reader * half * size), parts[reader]));
    }

    private static void ReadFrom(Stream stream, long from, Tensor tensor)
    {
        stream.Position = from;
        foreach (var piece in TensorPieces.Of(tensor, TensorPieces.LargestSpan))
            stream.ReadExactly(piece.bytes);
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
