using FineTuneTrainer.Core.Models.Bart;

namespace FineTuneTrainer.Core.Models.Marian;

/// <summary>Marian (OPUS-MT): BART with computed positions, which nobody trains, and without a norm of the embeddings.</summary>
internal static class MarianFamily
{
    public static Network Build(ModelBuilder build) => BartFamily.Build(build, "marian", "MarianMTModel");
}
