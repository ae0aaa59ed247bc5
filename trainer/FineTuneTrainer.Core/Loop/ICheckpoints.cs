namespace FineTuneTrainer.Core.Loop;

/// <summary>Where checkpoints go; the loop only says when.</summary>
public interface ICheckpoints
{
    /// <summary>Saves everything a resumed run needs; returns when it is complete in the store.</summary>
    void Save(LoopState state);
}
