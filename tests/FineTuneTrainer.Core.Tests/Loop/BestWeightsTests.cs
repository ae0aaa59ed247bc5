using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Loop;

/// <summary>The best weights are a copy that survives every later step.</summary>
[Collection(TorchCollection.Name)]
public sealed class BestWeightsTests
{
    [Fact]
    public void The_weights_of_the_last_keep_come_back()
    {
        using var rig = new LoopRig();
        var (name, parameter) = rig.Recipe.Trainable[0];
        foreach (var value in (float[])[1, 2, 3])
        {
            Fill(value);
            rig.Recipe.Best.Keep();
        }

        Fill(9);
        Assert.Equal(3, First(rig.Recipe.Best.Copies[name]));
        rig.Recipe.Best.Restore();
        Assert.Equal(3, First(parameter));

        void Fill(float value)
        {
            using var noGrad = no_grad();
            parameter.fill_(value);
        }
    }

    private static float First(Tensor tensor) => tensor.detach().data<float>()[0];
}
