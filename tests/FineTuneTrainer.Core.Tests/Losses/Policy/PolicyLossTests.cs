using System.Text.Json;
using FineTuneTrainer.Core.Losses.Policy;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Losses.Policy;

[Collection(TorchCollection.Name)]
public sealed class PolicyLossTests
{
    public static TheoryData<string> Cases => LossGolden.Names("grpo");

    [Theory]
    [MemberData(nameof(Cases))]
    public void GRPO_and_its_relatives_equal_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("grpo");
        JsonElement row = golden.Case(name), delta = row.GetProperty("delta");
        var options = new PolicyLossOptions
        {
            Type = Enum.Parse<PolicyLossType>(row.GetProperty("loss_type").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            Beta = row.GetProperty("beta").GetDouble(),
            EpsilonLow = row.GetProperty("epsilon_low").GetDouble(),
            EpsilonHigh = row.GetProperty("epsilon_high").GetDouble(),
            Delta = delta.ValueKind == JsonValueKind.Null ? null : delta.GetDouble(),
            PerSequence = row.GetProperty("importance_sampling_level").GetString() == "sequence",
            MaxCompletionLength = 12,
        };
        Tensor? old = row.GetProperty("old_given").GetBoolean() ? golden.Tensors["old_logps"] : null;
        golden.Check(name, "logps", x => PolicyLoss.Of(x, old, golden.Tensors["ref_logps"], golden.Tensors["completion_mask"], golden.Tensors["advantages"], options).Mean);
    }

    [Theory]
    [InlineData(AdvantageScaling.Group, "group")]
    [InlineData(AdvantageScaling.Batch, "batch")]
    [InlineData(AdvantageScaling.None, "none")]
    public void Advantages_equal_TRL_s(AdvantageScaling scaling, string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("grpo");
        Golden.Close(golden.Tensors[$"advantages.{name}"], Advantages.Of(golden.Tensors["rewards"], 4, scaling), 1e-6, "advantages");
    }

    [Fact]
    public void Rewards_that_make_no_whole_groups_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Advantages.Of(ones(7), 4));
    }

    [Fact]
    public void A_KL_term_without_a_reference_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentNullException>(() => PolicyLoss.Of(zeros(1, 2), null, null, ones(1, 2), ones(1), new PolicyLossOptions { Beta = 0.1 }));
    }
}
