using System.Text.Json;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Losses.Preference;

[Collection(TorchCollection.Name)]
public sealed class PreferenceLossTests
{
    private const int Pairs = 4;

    public static TheoryData<string> DpoCases => LossGolden.Names("dpo");

    public static TheoryData<string> ReferenceFreeCases => LossGolden.Names("orpo-simpo");

    public static TheoryData<string> KtoCases => LossGolden.Names("kto");

    public static TheoryData<string> RewardCases => LossGolden.Names("reward");

    [Theory]
    [MemberData(nameof(DpoCases))]
    public void The_DPO_family_equals_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("dpo");
        JsonElement row = golden.Case(name);
        string type = row.GetProperty("loss_type").GetString()!;
        Tensor reference = golden.Tensors["ref_logps"].sum(1) * (row.GetProperty("reference").GetBoolean() ? 1 : 0);
        double beta = row.GetProperty("beta").GetDouble();

        // The cases by formula sum over the whole width, so their gradient covers positions that are no completion.
        Tensor counted = golden.Tensors["completion_mask"].narrow(1, 1, golden.Tensors["logps"].shape[1]);
        golden.Check(name, "logps", Loss, counted);
        if (!row.TryGetProperty("rewards_chosen", out JsonElement rewards)) return;
        CompletionLogs all = golden.Logs(golden.Tensors["logps"]);
        LossGolden.Close(rewards.GetDouble(), DpoLoss.Rewards(all, reference, beta).narrow(0, 0, Pairs).mean().item<float>());

        // TRL counts the tokens of IPO before the shift; sums do not depend on it.
        Tensor Loss(Tensor x)
        {
            CompletionLogs logs = golden.Logs(x, shifted: type != "ipo"), chosen = logs.Rows(0, Pairs), rejected = logs.Rows(Pairs, Pairs);
            if (type == "sft") return chosen.NegativeLogLikelihood.Mean;
            return DpoLoss.Of(chosen, rejected, reference.narrow(0, 0, Pairs), reference.narrow(0, Pairs, Pairs), Options(row, type, beta)).Mean;
        }
    }

    [Theory]
    [MemberData(nameof(ReferenceFreeCases))]
    public void ORPO_SimPO_and_CPO_equal_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("orpo-simpo");
        JsonElement row = golden.Case(name);
        double beta = row.GetProperty("beta").GetDouble();
        double gamma = row.TryGetProperty("gamma", out JsonElement g) ? g.GetDouble() : 0;
        golden.Check(name, "logps", x =>
        {
            CompletionLogs logs = golden.Logs(x), chosen = logs.Rows(0, Pairs), rejected = logs.Rows(Pairs, Pairs);
            return name switch
            {
                "cpo" => ReferenceFreeLosses.Cpo(chosen, rejected, beta).Mean,
                "cpo_simpo" => ReferenceFreeLosses.CpoSimpo(chosen, rejected, beta, gamma).Mean,
                "simpo" => ReferenceFreeLosses.Simpo(chosen, rejected, beta, gamma).Mean,
                "simpo_gamma1_smoothed" => ReferenceFreeLosses.Simpo(chosen, rejected, beta, gamma, 0.1).Mean,
                _ => ReferenceFreeLosses.Orpo(chosen, rejected, beta).Mean,
            };
        });
    }

    [Theory]
    [MemberData(nameof(KtoCases))]
    public void KTO_equals_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("kto");
        JsonElement row = golden.Case(name);
        Tensor desirable = tensor(row.GetProperty("desirable").EnumerateArray().Select(d => d.GetInt64()).ToArray());
        Tensor reference = golden.Tensors["ref_logps"].sum(1);
        double kl = row.GetProperty("loss_type").GetString() == "kto"
            ? KtoLoss.Divergence(golden.Tensors["kl_logps"] + row.GetProperty("kl_logps_plus").GetDouble(), golden.Tensors["kl_ref_logps"])
            : 0;
        LossGolden.Close(row.GetProperty("kl").GetDouble(), kl);
        golden.Check(name, "logps", x => KtoLoss.Of(
            golden.Logs(x), reference, desirable, kl, 0.1, row.GetProperty("desirable_weight").GetDouble(), row.GetProperty("undesirable_weight").GetDouble()).Mean);
    }

    [Theory]
    [MemberData(nameof(RewardCases))]
    public void The_reward_model_s_loss_equals_TRL(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("reward");
        JsonElement row = golden.Case(name), centering = row.GetProperty("centre_coefficient");
        golden.Check(name, "scores", x => RewardLoss.Of(
            x.narrow(0, 0, 5).squeeze(1),
            x.narrow(0, 5, 5).squeeze(1),
            row.GetProperty("margin").GetBoolean() ? golden.Tensors["margin"] : null,
            centering.ValueKind == JsonValueKind.Null ? 0 : centering.GetDouble()).Mean);
    }

    [Fact]
    public void Log_probabilities_of_completions_are_the_negative_cross_entropy_of_their_labels()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("losses", "token-exact.safetensors");
        var logs = CompletionLogs.Of(tensors["logits"], tensors["labels"]);
        LossTerm expected = CrossEntropy.OfNextToken(tensors["logits"], tensors["labels"]);
        Assert.Equal(expected.Count, logs.Tokens.sum().item<float>());
        Assert.Equal(expected.Sum.item<float>(), -logs.Sum.sum().item<float>(), 1e-4);
    }

    private static DpoOptions Options(JsonElement row, string type, double beta) => new()
    {
        Type = Enum.Parse<DpoLossType>(type.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
        Beta = beta,

        // TRL 1.16 ignores the option for sigmoid; the case "conservative" is the published formula.
        LabelSmoothing = row.GetProperty("name").GetString() == "sigmoid_ignores_smoothing" ? 0 : row.GetProperty("label_smoothing").GetDouble(),
        Divergence = !row.TryGetProperty("f_divergence", out JsonElement divergence) ? DpoDivergence.ReverseKl
            : divergence.GetString() == "forward_kl" ? DpoDivergence.ForwardKl : DpoDivergence.JensenShannon,
    };
}
