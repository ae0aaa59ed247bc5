using FineTuneTrainer.Core.Metrics.Text;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Compares what a model wrote with what it should have written: BLEU and chrF of 0 to 100 as sacreBLEU gives them, ROUGE of 0 to 1.</summary>
internal sealed class WrittenTexts(BleuTokenizer tokenizer)
{
    private readonly Bleu _bleu = new(new BleuOptions { Tokenizer = tokenizer });
    private readonly ChrF _chrf = new();

    // rouge_score's own tokens are runs of Latin letters and digits; languages without spaces need those of BLEU.
    private readonly Rouge _rouge = new(tokenize: tokenizer is BleuTokenizer.Chinese or BleuTokenizer.Character ? text => PythonText.Words(BleuTokens.Tokenize(text, tokenizer)) : null);

    public int Count { get; private set; }

    public double Bleu => _bleu.Score().Score;

    public double ChrF => _chrf.Score;

    public double Rouge1 => _rouge.Rouge1;

    public double Rouge2 => _rouge.Rouge2;

    public double RougeL => _rouge.RougeL;

    public void Add(string written, string wanted)
    {
        _bleu.Add(written, wanted);
        _chrf.Add(written, wanted);
        _rouge.Add(written, wanted);
        Count++;
    }
}
