namespace FineTuneTrainer.Core.Generation;

/// <summary>The hypotheses of one prompt: those that go on, and the best that have ended.</summary>
internal sealed class Beam
{
    // "Impossible", but still ordered among its like.
    private const float Never = -1e9f;

    private readonly GenerationSettings _settings;
    private readonly int _promptLength;
    private List<Hypothesis> _running;
    private List<(Hypothesis Hypothesis, bool IsReal)> _finished;

    public Beam(long[] prompt, GenerationSettings settings)
    {
        (_settings, _promptLength) = (settings, prompt.Length);
        // All beams begin alike: only the first counts, or each would find the same continuations.
        _running = [.. Enumerable.Range(0, settings.NumBeams).Select(i => new Hypothesis(prompt, i == 0 ? 0 : Never))];
        _finished = [.. Enumerable.Range(0, settings.NumBeams).Select(_ => (new Hypothesis(prompt, Never), false))];
    }

    public IEnumerable<long[]> Running => _running.Select(hypothesis => hypothesis.Tokens);

    public IEnumerable<float> RunningScores => _running.Select(hypothesis => hypothesis.Score);

    /// <summary>The best that ended, best first.</summary>
    public IEnumerable<Hypothesis> Finished => _finished.Select(pair => pair.Hypothesis);

    /// <summary>Whether a running hypothesis may still beat a finished one.</summary>
    public bool CanImprove { get; private set; } = true;

    /// <summary>Whether no further one is wanted.</summary>
    public bool IsFull => _settings.EarlyStopping == EarlyStoppingType.True && _finished.All(pair => pair.IsReal);

    /// <summary>Whether all continuations of the last step ended.</summary>
    public bool AllEnded { get; private set; }

    /// <summary>Goes on with the best continuations, best first; returns the present place of each that runs on.</summary>
    public IReadOnlyList<int> Advance(IReadOnlyList<(float Score, int From, long Token)> continuations)
    {
        var longer = continuations.Select(next => (Hypothesis: new Hypothesis([.. _running[next.From].Tokens, next.Token], next.Score), next.From, Ends: Ends(next.Token))).ToList();
        AllEnded = longer.All(next => next.Ends);
        Finish([.. longer.Take(_settings.NumBeams).Where(next => next.Ends).Select(next => next.Hypothesis)]);
        var best = longer.Select(next => next with { Hypothesis = next.Hypothesis with { Score = next.Hypothesis.Score + (next.Ends ? Never : 0) } })
            .OrderByDescending(next => next.Hypothesis.Score).Take(_settings.NumBeams).ToList();
        _running = [.. best.Select(next => next.Hypothesis)];
        CanImprove = CanImprove && MayImprove();
        return [.. best.Select(next => next.From)];
    }

    private bool Ends(long token) => _settings.EosTokenIds.Contains((int)token) || _running[0].Tokens.Length + 1 >= _promptLength + _settings.MaxNewTokens;

    // Only what ends among the best counts; nothing is added to a search that is over.
    private void Finish(IReadOnlyList<Hypothesis> ended)
    {
        if (IsFull || !CanImprove)
            return;
        var added = ended.Select(hypothesis => (hypothesis with { Score = hypothesis.Score / Penalty(hypothesis.Tokens.Length - _promptLength) }, true));
        _finished = [.. _finished.Concat(added).OrderByDescending(pair => pair.Item1.Score).Take(_settings.NumBeams)];
    }

    private bool MayImprove()
    {
        var length = _settings.EarlyStopping == EarlyStoppingType.Never && _settings.LengthPenalty > 0 ? _settings.MaxNewTokens : _running[0].Tokens.Length - _promptLength;
        var possible = _running[0].Score / Penalty(length);
        var worst = _finished.Min(pair => pair.Hypothesis.Score);
        return _finished.Any(pair => possible > (pair.IsReal ? worst : Never));
    }

    private float Penalty(int length) => (float)Math.Pow(length, _settings.LengthPenalty);
}

/// <summary>Tokens, the prompt included, and their score.</summary>
internal sealed record Hypothesis(long[] Tokens, float Score);
