using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>One tensor of a safetensors file: its dtype, shape, and place in the data section.</summary>
public sealed record TensorEntry(string Name, ScalarType DType, long[] Shape, long Begin, long End)
{
    /// <summary>Bytes of its data.</summary>
    public long Length => End - Begin;
}
