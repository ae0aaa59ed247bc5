using FineTuneTrainer.Core.Generation.Rules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation;

/// <summary>
/// Follows several hypotheses a prompt and keeps the best finished ones. Which continuations may finish, when a search ends and what a
/// score is follow transformers' <c>GenerationMixin._beam_search</c>.
/// </summary>
internal sealed class BeamSearch
{
    private readonly GenerationSettings _settings;
    private readonly int _promptLength;
    private readonly LogitsRules _rules;
    private readonly Beam[] _beams;

    private BeamSearch(Tensor prompts, GenerationSettings settings)
    {
        (_settings, _promptLength) = (settings, (int)prompts.shape[1]);
        _rules = new LogitsRules(settings, _promptLength);
        _beams = [.. Rows.Of(prompts).Select(prompt => new Beam(prompt, settings))];
    }

    public static GeneratedTexts Run(Reader reader, Tensor prompts, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var search = new BeamSearch(prompts, settings);
        search.Follow(reader, prompts, cancellationToken);
        return search.Result();
    }

    private void Follow(Reader reader, Tensor prompts, CancellationToken cancellationToken)
    {
        var next = prompts;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = reader.Read(next);
            if (ReferenceEquals(next, prompts))
            {
                // A prompt is read once; only then its row becomes as many as there are beams.
                var spread = arange(_beams.Length, ScalarType.Int64, logits.device).repeat_interleave(_settings.NumBeams);
                reader.Select(spread);
                logits = logits.index_select(0, spread);
            }

            var origins = Step(logits);
            reader.Select(tensor(origins, device: logits.device));
            next = Rows.Last([.. Running()], logits.device).MoveToOuterDisposeScope();
        }
        while (_beams.Any(beam => beam.CanImprove) && !_beams.All(beam => beam.IsFull) && !_beams.All(beam => beam.AllEnded));
    }

    // Returns, for each new row, the row that it goes on from.
    private long[] Step(Tensor logits)
    {
        var scores = _rules.Apply(logits.log_softmax(-1), [.. Running()]); // (row, token)
        scores = scores + tensor(_beams.SelectMany(beam => beam.RunningScores).ToArray(), device: scores.device).unsqueeze(1);
        var kept = Math.Max(2, 1 + _settings.EosTokenIds.Count) * _settings.NumBeams;
        var vocabulary = scores.shape[1];
        var (values, places) = scores.view(_beams.Length, -1).topk(kept, 1);
        var (best, where) = (values.cpu().data<float>().ToArray(), places.cpu().data<long>().ToArray());
        return
        [
            .. _beams.SelectMany((beam, index) => beam
                .Advance([.. Enumerable.Range(index * kept, kept).Select(i => (best[i], (int)(where[i] / vocabulary), where[i] % vocabulary))])
                .Select(origin => (long)(index * _settings.NumBeams) + origin)),
        ];
    }

    private IEnumerable<long[]> Running() => _beams.SelectMany(beam => beam.Running);

    private GeneratedTexts Result()
    {
        var finished = _beams.SelectMany(beam => beam.Finished.Take(_settings.NumReturnSequences)).ToList();
        var longest = finished.Max(hypothesis => hypothesis.Tokens.Length);
        // transformers tests the padding token's truth value: where it is 0, rows are filled with the end token.
        long fill = _settings.PadTokenId is { } pad and not 0 ? pad : _settings.EosTokenIds.Count > 0 ? _settings.EosTokenIds[0] : -1;
        return new GeneratedTexts(
            [.. finished.Select(hypothesis => (long[])[.. hypothesis.Tokens, .. Enumerable.Repeat(fill, longest - hypothesis.Tokens.Length)])],
            [.. finished.Select(hypothesis => hypothesis.Score)],
            _promptLength,
            [.. finished.Select(hypothesis => hypothesis.Tokens.Length - _promptLength)]);
    }
}
