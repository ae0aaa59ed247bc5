using System.Text.Json;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Losses;

[Collection(TorchCollection.Name)]
public sealed class DistillationTests
{
    public static TheoryData<string> Cases => LossGolden.Names("distillation");

    public static TheoryData<string> JsdCases => LossGolden.Names("jsd");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distillation_equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("distillation");
        Tensor teacher = golden.Tensors["teacher"], labels = golden.Tensors["labels"];
        golden.Check(name, "student", x => name switch
        {
            "kl_t1" => Distillation.Kl(x, teacher, labels).Mean,
            "kl_t2" => Distillation.Kl(x, teacher, labels, 2).Mean,
            "mixed" => Distillation.Mixed(x, teacher, labels).Mean,
            _ => Distillation.ReverseKl(x, teacher, labels).Mean,
        });
    }

    [Theory]
    [MemberData(nameof(JsdCases))]
    public void The_generalized_divergence_equals_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("jsd");
        JsonElement row = golden.Case(name);
        golden.Check(name, "student", x => Distillation.GeneralizedJsd(
            x, golden.Tensors["teacher"], golden.Tensors["labels"], row.GetProperty("beta").GetDouble(), row.GetProperty("temperature").GetDouble()).Mean);
    }
}
