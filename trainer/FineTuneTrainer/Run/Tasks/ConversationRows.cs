using FineTune.Contract;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Conversations in the words of the model's chat template; only what the assistant says is learned.</summary>
internal sealed class ConversationRows(InstructionSpec instruction) : IRunTask
{
    public ModelTask Head => ModelTask.CausalLM;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var encoder = new ChatEncoder(Chat.TemplateOf(instruction.ChatTemplate, inputs), tokenizer);
        var files = new DatasetFiles<ConversationRow>(spec, inputs.Datasets, Shape);
        var samples = new Dictionary<ConversationRow, IReadOnlyList<EncodedRow>>(ReferenceEqualityComparer.Instance);
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows)
                samples[row] = Samples(row, role, files, encoder, tokenizer, spec.Preprocessing.MaxSequenceLength);
        }

        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData([], files.Encode(row => samples[row]), files.Records) { Tokenizer = tokenizer, Texts = Chat.TextsOf(instruction.ChatTemplate) };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new LanguageModelTask(Head);

    public string Show(EncodedRow row, PreparedData data) => LearnedTokens.Of(row, data.Tokenizer!);

    private IRowShape<ConversationRow> Shape(DatasetSpec dataset) => instruction.Format switch
    {
        InstructionFormat.ShareGpt => MessagesShape.ShareGpt(dataset.Column("conversations"), dataset.Column("system")),
        InstructionFormat.Alpaca => new AlpacaShape(dataset.Column("instruction"), dataset.Column("input"), dataset.Column("output"), dataset.Column("system")),
        InstructionFormat.PromptCompletion => new PromptCompletionShape(dataset.Column("prompt"), dataset.Column("completion")),
        _ => MessagesShape.Of(dataset.Column("messages")),
    };

    private static List<EncodedRow> Samples(ConversationRow row, DatasetRole role, DatasetFiles<ConversationRow> files, ChatEncoder encoder, Core.Tokenizers.Tokenizer tokenizer, int length)
    {
        try
        {
            List<EncodedRow> samples = [.. encoder.Encode(Chat.Input(row.Messages, tokenizer)).Select(sample => Row(sample, length))];
            if (samples.All(sample => sample.TokenLabels!.Any(label => label >= 0)))
                return samples;
            files.Add(role, row.Number, $"nothing is left to learn of a conversation cut to {length} tokens", "raise preprocessing.maxSequenceLength, or shorten it");
        }
        catch (ChatTemplateException exception)
        {
            files.Add(role, row.Number, $"the chat template refuses the conversation: {exception.Message}", "correct the conversation, or the template");
        }

        return [];
    }

    private static EncodedRow Row(ChatSample sample, int length)
    {
        int[] ids = [.. sample.Ids.Take(length)];
        return new EncodedRow(ids, new int[ids.Length], 0) { TokenLabels = [.. ids.Zip(sample.Learned, (id, learned) => learned ? id : EncodedRow.Ignored)] };
    }
}
