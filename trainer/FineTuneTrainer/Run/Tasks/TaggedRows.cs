using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A tag a word. A word's first token carries its tag, its others none, as transformers' examples do; a long sentence becomes several rows.</summary>
internal sealed class TaggedRows : IRunTask
{
    public ModelTask Head => ModelTask.TokenClassification;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var files = new DatasetFiles<TokenRow>(spec, inputs.Datasets, dataset => new TokenShape(dataset.Column("tokens"), dataset.Column("tags"), oneTokenALine: dataset.Format == DatasetFormat.Conll));
        var labels = LabelMap.Of(files.Train.SelectMany(row => row.Tags));
        files.RefuseUnseen(labels, "tag", row => row.Tags, row => row.Number);
        files.ThrowIfWrong();
        files.SplitAtRandom();
        var options = new EncodeOptions { Truncation = new Truncation(spec.Preprocessing.MaxSequenceLength) };
        return new PreparedData(labels.Labels, files.Encode(row => Windows(row, labels, tokenizer.EncodeWords(row.Tokens, null, options))), files.Records) { Tokenizer = tokenizer };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new TokenClassificationTask(data.Labels);

    public string Show(EncodedRow row, PreparedData data) =>
        string.Join(' ', data.Tokenizer!.Tokens(row.Ids).Zip(row.TokenLabels!, (token, tag) => tag < 0 ? token : $"{token}/{data.Labels[tag]}"));

    private static IEnumerable<EncodedRow> Windows(TokenRow row, LabelMap labels, Encoding encoding)
    {
        // A word that two windows share is tagged where it begins.
        var tagged = -1;
        foreach (var window in encoding.Overflow.Prepend(encoding))
        {
            var tags = new int[window.Ids.Length];
            for (var i = 0; i < tags.Length; i++)
            {
                var word = window.WordIds[i];
                tags[i] = word > tagged ? labels.IndexOf(row.Tags[word])!.Value : EncodedRow.Ignored;
                tagged = Math.Max(tagged, word);
            }

            yield return new EncodedRow(window.Ids, window.TypeIds, 0) { TokenLabels = tags };
        }
    }
}
