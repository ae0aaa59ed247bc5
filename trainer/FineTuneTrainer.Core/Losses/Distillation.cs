using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses;

/// <summary>Losses of a student against its teacher's logits (row, token, class), over the positions that have a label.</summary>
public static class Distillation
{
    /// <summary>T^2 KL(teacher || student) of both softened by the temperature T (Hinton et al. 2015).</summary>
    public static LossTerm Kl(Tensor student, Tensor teacher, Tensor labels, double temperature = 1) =>
        Over(labels, Divergence(Log(teacher, temperature), Log(student, temperature)), temperature * temperature);

    /// <summary>KL(student || teacher): what the teacher finds unlikely costs most.</summary>
    public static LossTerm ReverseKl(Tensor student, Tensor teacher, Tensor labels) => Over(labels, Divergence(Log(student, 1), Log(teacher, 1)));

    /// <summary>A share <paramref name="alpha"/> of cross-entropy with the labels and the rest of <see cref="Kl"/>.</summary>
    public static LossTerm Mixed(Tensor student, Tensor teacher, Tensor labels, double alpha = 0.5, double temperature = 2)
    {
        LossTerm hard = CrossEntropy.Of(student, labels), soft = Kl(student, teacher, labels, temperature);
        return new LossTerm((alpha * hard.Sum) + ((1 - alpha) * soft.Sum), hard.Count);
    }

    /// <summary>
    /// The generalized Jensen-Shannon divergence (Agarwal et al. 2023) without a factor T^2: <paramref name="beta"/> 0 is KL(teacher || student), 1 the
    /// reverse, between them both against their mixture.
    /// </summary>
    public static LossTerm GeneralizedJsd(Tensor student, Tensor teacher, Tensor labels, double beta = 0.5, double temperature = 1)
    {
        Tensor s = Log(student, temperature), t = Log(teacher, temperature);
        if (beta == 0) return Over(labels, Divergence(t, s));
        if (beta == 1) return Over(labels, Divergence(s, t));
        Tensor mixture = logsumexp(stack([s + Math.Log(1 - beta), t + Math.Log(beta)]), 0);
        return Over(labels, (beta * Divergence(t, mixture)) + ((1 - beta) * Divergence(s, mixture)));
    }

    private static Tensor Log(Tensor logits, double temperature) => F.log_softmax(logits / temperature, -1);

    // KL(p || q) from logarithms, summed over classes.
    private static Tensor Divergence(Tensor logP, Tensor logQ) => (logP.exp() * (logP - logQ)).sum(-1);

    private static LossTerm Over(Tensor labels, Tensor perPosition, double factor = 1) =>
        new(factor * perPosition.masked_select(Labels.Present(labels)).sum(), Labels.Count(labels));
}
