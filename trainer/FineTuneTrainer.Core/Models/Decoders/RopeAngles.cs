using FineTuneTrainer.Core.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Cosines and sines of a pass's positions (row or 1, 1, position, d/2).</summary>
internal readonly record struct RopeAngles(Tensor Cos, Tensor Sin)
{
    public static RopeAngles Of(float[] frequencies, Tensor positions, ScalarType type)
    {
        var angles = positions.to(ScalarType.Float32).unsqueeze(-1) * tensor(frequencies, device: positions.device); // (row, position, d/2)
        return new RopeAngles(angles.cos().unsqueeze(1).to(type), angles.sin().unsqueeze(1).to(type));
    }

    public Tensor Turn(Tensor x) => Rotary.Apply(x, Cos, Sin);
}
