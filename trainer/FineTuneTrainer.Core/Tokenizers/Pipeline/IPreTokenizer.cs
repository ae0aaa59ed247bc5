namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>A step between normalizer and model: cuts text into words, and changes it where its kind demands.</summary>
internal interface IPreTokenizer
{
    void Run(PieceFlow flow);
}
