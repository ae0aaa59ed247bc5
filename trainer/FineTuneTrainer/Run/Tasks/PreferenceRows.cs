using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Pairs of answers, by a decoder that is to prefer the better ones: the DPO family, ORPO, SimPO.</summary>
internal sealed class PreferenceRows(PreferenceSpec preference) : IRunTask
{
    // SimPO's margins are per token and so need a larger factor (its paper, section 3).
    private const double SimpoBeta = 2;

    private readonly IPairLoss _loss = LossOf(preference);

    public ModelTask Head => ModelTask.CausalLM;

    /// <summary>None, as TRL has it: noise would look like a preference.</summary>
    public double? Dropout => 0;

    public PreparedData Read(RunSpec spec, Inputs inputs) => PairFiles.Read(spec, inputs, preference, readsPairs: false, row => row);

    public void Complete(JsonObject config, PreparedData data) => PairFiles.Complete(config, data);

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new PreferenceTask(_loss);

    public PreparedData Ask(TaskModel model, PreparedData data, Func<IReadOnlyList<EncodedRow>, IEnumerable<Batch>> batchesOf, CancellationToken cancellationToken) => !_loss.NeedsReference ? data : data with
    {
        Rows = data.Rows.ToDictionary(pair => pair.Key, pair => PreferenceTask.Ask(model, pair.Value, batchesOf(pair.Value), cancellationToken)),
    };

    public string Show(EncodedRow row, PreparedData data) => $"+ {LearnedTokens.Of(row, data.Tokenizer!)}\n- {LearnedTokens.Of(row.Rejected!, data.Tokenizer!)}";

    private static IPairLoss LossOf(PreferenceSpec preference) => preference.Loss switch
    {
        PreferenceLossType.Orpo => new OrpoPairs(preference.Beta ?? new DpoOptions().Beta),
        PreferenceLossType.Simpo => new SimpoPairs(preference.Beta ?? SimpoBeta, preference.Gamma ?? 0.5, preference.LabelSmoothing),
        var loss => new DpoPairs(new DpoOptions
        {
            Type = loss == PreferenceLossType.Dpo ? DpoLossType.Sigmoid : Enum.Parse<DpoLossType>(loss.ToString()),
            Beta = preference.Beta ?? new DpoOptions().Beta,
            LabelSmoothing = preference.LabelSmoothing,
        }),
    };
}
