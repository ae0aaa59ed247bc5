using System.Buffers.Binary;
using System.Text;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Safetensors;

/// <summary>safetensors files round-trip bit by bit, and a damaged one is refused with its reason.</summary>
[Collection(TorchCollection.Name)]
public sealed class SafetensorsTests
{
    private const string Name = "x.safetensors";

    [Fact]
    public void Every_dtype_comes_back_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool];
        var tensors = types.ToDictionary(type => type.ToString(), type => arange(6).view(2, 3).to(type));
        tensors["scalar"] = tensor(3.5f);
        tensors["empty"] = zeros(0, 4);
        tensors["a view"] = arange(6).to(ScalarType.Float32).view(2, 3).t();
        var folder = new MemoryFolder();
        TensorFile.Write(folder, Name, tensors);
        var read = TensorFile.Read(folder, Name);
        Assert.Equal(tensors.Keys.Order(), read.Keys.Order());
        Assert.All(tensors, pair => Assert.Equal((pair.Value.dtype, true), (read[pair.Key].dtype, Golden.Same(pair.Value.contiguous(), read[pair.Key]))));
    }

    [Fact]
    public void The_file_is_sorted_aligned_and_marked_for_hugging_face()
    {
        using var scope = NewDisposeScope();
        var folder = new MemoryFolder();
        TensorFile.Write(folder, Name, new Dictionary<string, Tensor> { ["b"] = zeros(1), ["a"] = zeros(2) });
        var bytes = folder.Bytes(Name);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal(8 + length + 12, bytes.Length);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "must follow each other")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "must follow each other")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "is truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "after its last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "does not fit F32 [3]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "does not fit")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}}""", 2, "dtype F8_E4M3")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "broken header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "broken header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "a is there twice")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "broken header")]
    [InlineData("""["a"]""", 0, "broken header")]
    [InlineData("""{"a":""", 0, "broken header")]
    public void A_damaged_header_is_refused(string header, int dataBytes, string reason) =>
        Assert.Contains(reason, Refusal(File(header, dataBytes)));

    [Fact]
    public void A_file_shorter_than_its_header_is_truncated()
    {
        Assert.Contains("is truncated", Refusal([1, 2, 3]));
        Assert.Contains("is truncated", Refusal(File("{}", 0)[..^1]));
        Assert.Contains("is truncated", Refusal([.. Enumerable.Repeat((byte)0xff, 16)]));
    }

    private static byte[] File(string header, int dataBytes)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, Encoding.UTF8.GetByteCount(header));
        return [.. prefix, .. Encoding.UTF8.GetBytes(header), .. new byte[dataBytes]];
    }

    private static string Refusal(byte[] bytes)
    {
        var folder = new MemoryFolder();
        folder.Put(Name, bytes);
        return Assert.Throws<SafetensorsException>(() => TensorFile.Read(folder, Name)).Message;
    }
}
