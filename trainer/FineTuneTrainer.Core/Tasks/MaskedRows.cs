using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Hides other tokens of a row each time it is shown.</summary>
/// <param name="masking">Which share, and the id that hides.</param>
/// <param name="wholeWord">Whether a word is hidden with all its tokens.</param>
/// <param name="vocabulary">Ids below this one stand in for a tenth of the hidden tokens.</param>
/// <param name="seed">The run's seed.</param>
public sealed class MaskedRows(TokenMasking masking, bool wholeWord, int vocabulary, int seed) : IRowChange
{
    // Rows of a step are far fewer than 2^20.
    private const int RowBits = 20;

    /// <inheritdoc/>
    public EncodedRow Apply(EncodedRow row, Occasion occasion)
    {
        var random = new CounterRandom((ulong)seed, (ulong)(occasion.Step + 1) << RowBits | (uint)occasion.Row);
        double[] select = Numbers(ref random, row.Ids.Length), action = Numbers(ref random, row.Ids.Length);
        var tokens = new long[row.Ids.Length];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = random.Next(vocabulary);
        int[] words = row.Words ?? throw new InvalidOperationException("Rows to be masked need their words.");
        var chosen = wholeWord ? masking.ChooseWords(words, select) : masking.Choose(Array.ConvertAll(words, word => word < 0), select);
        var (inputs, labels) = masking.Apply(Array.ConvertAll(row.Ids, id => (long)id), chosen, action, tokens);
        return row with { Ids = Array.ConvertAll(inputs, id => (int)id), TokenLabels = Array.ConvertAll(labels, label => (int)label) };
    }

    private static double[] Numbers(ref CounterRandom random, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
            numbers[i] = random.NextDouble();
        return numbers;
    }
}
