namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>
/// The edits that turn a hypothesis into a reference: insertions, deletions, substitutions, and shifts of whole runs, chosen greedily as Tercom
/// does (Snover et al. 2006), with the limits of sacreBLEU.
/// </summary>
internal static class TerEdits
{
    private const int MaxShiftSize = 10;
    private const int MaxShiftDistance = 50;
    private const int MaxCandidates = 1000;

    public static int Count(string[] hypothesis, string[] reference)
    {
        if (reference.Length == 0) return hypothesis.Length;
        string[] words = hypothesis;
        int shifts = 0, candidates = 0;
        while (true)
        {
            Shift? best = BestShift(words, reference, ref candidates);
            if (candidates >= MaxCandidates || best is not { Gain: > 0 }) break;
            shifts++;
            words = best.Words;
        }

        return shifts + EditDistance.Of(words, reference).Distance;
    }

    private static Shift? BestShift(string[] words, string[] reference, ref int candidates)
    {
        var before = EditDistance.Of(words, reference);
        var alignment = Alignment.Of(before.Operations, words.Length, reference.Length);
        Shift? best = null;
        foreach ((int from, int to, int length) in SharedRuns(words, reference))
        {
            if (!alignment.IsWrong(from, to, length)) continue;
            int last = -1;
            for (int offset = -1; offset < length && to + offset < reference.Length; offset++)
            {
                // A run is put in front of the word after the one that its neighbor in the reference is aligned with.
                int target = to + offset == -1 ? 0 : alignment.HypothesisOf[to + offset] + 1;
                if (target == last) continue;
                last = target;
                string[] shifted = Moved(words, from, length, target);
                var shift = new Shift(before.Distance - EditDistance.Of(shifted, reference).Distance, length, from, target, shifted);
                candidates++;
                if (best is null || shift.IsBetterThan(best)) best = shift;
            }

            if (candidates >= MaxCandidates) break;
        }

        return best;
    }

    private static IEnumerable<(int From, int To, int Length)> SharedRuns(string[] words, string[] reference)
    {
        for (int from = 0; from < words.Length; from++)
        {
            int first = Math.Max(0, from - MaxShiftDistance), end = Math.Min(reference.Length, from + MaxShiftDistance + 1);
            for (int to = first; to < end; to++)
            {
                int longest = Math.Min(MaxShiftSize, Math.Min(words.Length - from, reference.Length - to));
                for (int length = 1; length <= longest && words[from + length - 1] == reference[to + length - 1]; length++) yield return (from, to, length);
            }
        }
    }

    private static string[] Moved(string[] words, int start, int length, int target)
    {
        string[] run = words[start..(start + length)];
        if (target < start) return [.. words[..target], .. run, .. words[target..start], .. words[(start + length)..]];
        if (target > start + length) return [.. words[..start], .. words[(start + length)..target], .. run, .. words[target..]];

        // Inside the run: Tercom takes the target as counted from the run's end.
        int end = Math.Min(length + target, words.Length);
        return [.. words[..start], .. words[(start + length)..end], .. run, .. words[end..]];
    }

    // Ranked as Tercom ranks: the largest gain, then the longest run, then the earliest run and target.
    private sealed record Shift(int Gain, int Length, int Start, int Target, string[] Words)
    {
        public bool IsBetterThan(Shift other)
        {
            int order = (Gain, Length, -Start, -Target).CompareTo((other.Gain, other.Length, -other.Start, -other.Target));
            return order != 0 ? order > 0 : Words.Zip(other.Words).Select(p => string.CompareOrdinal(p.First, p.Second)).FirstOrDefault(c => c != 0) > 0;
        }
    }

    // Which hypothesis word each reference word is aligned with, and where both are in error.
    private sealed record Alignment(int[] HypothesisOf, bool[] ReferenceWrong, bool[] HypothesisWrong)
    {
        public static Alignment Of(IEnumerable<EditOperation> operations, int words, int reference)
        {
            var alignment = new Alignment(new int[reference], new bool[reference], new bool[words]);
            int h = -1, r = -1;
            foreach (EditOperation operation in operations)
            {
                if (operation != EditOperation.Insert) h++;
                if (operation != EditOperation.Delete) r++;
                if (operation != EditOperation.Insert) alignment.HypothesisWrong[h] = operation != EditOperation.Keep;
                if (operation == EditOperation.Delete) continue;
                alignment.HypothesisOf[r] = h;
                alignment.ReferenceWrong[r] = operation != EditOperation.Keep;
            }

            return alignment;
        }

        // A shift needs an error at both ends, and a target outside of the run.
        public bool IsWrong(int from, int to, int length) =>
            HypothesisWrong.AsSpan(from, length).Contains(true)
            && ReferenceWrong.AsSpan(to, length).Contains(true)
            && !(HypothesisOf[to] >= from && HypothesisOf[to] < from + length);
    }
}
