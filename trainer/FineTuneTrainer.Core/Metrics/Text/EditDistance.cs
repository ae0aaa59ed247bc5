namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>One step of rewriting a hypothesis into a reference.</summary>
internal enum EditOperation : byte
{
    Unreached,
    Keep,
    Substitute,

    /// <summary>A reference word that the hypothesis lacks.</summary>
    Insert,

    /// <summary>A hypothesis word that the reference lacks.</summary>
    Delete,
}

/// <summary>Levenshtein's distance of words inside a beam around the diagonal, with the operations, as Tercom searches it.</summary>
internal sealed record EditDistance(int Distance, IReadOnlyList<EditOperation> Operations)
{
    private const int BeamWidth = 25;
    private const int Unreached = int.MaxValue / 2;

    public static EditDistance Of(string[] words, string[] reference)
    {
        int width = reference.Length + 1;
        var cost = new int[(words.Length + 1) * width];
        var how = new EditOperation[cost.Length];
        Array.Fill(cost, Unreached);
        for (int j = 0; j < width; j++) (cost[j], how[j]) = (j, EditOperation.Insert);
        double ratio = words.Length == 0 ? 1 : (double)reference.Length / words.Length;

        // Where the lengths differ greatly, rows must still overlap.
        int beam = ratio / 2 > BeamWidth ? (int)Math.Ceiling((ratio / 2) + BeamWidth) : BeamWidth;
        for (int i = 1; i <= words.Length; i++)
        {
            int diagonal = (int)Math.Floor(i * ratio);
            int end = i == words.Length ? width : Math.Min(width, diagonal + beam);
            for (int j = Math.Max(0, diagonal - beam); j < end; j++) Fill(i, j);
        }

        return new EditDistance(cost[^1], Trace(how, words.Length, reference.Length));

        void Fill(int i, int j)
        {
            int at = (i * width) + j;
            if (j == 0)
            {
                (cost[at], how[at]) = (cost[at - width] + 1, EditOperation.Delete);
                return;
            }

            // Tercom's order of preference among equals: keep or substitute, delete, insert.
            bool same = words[i - 1] == reference[j - 1];
            Offer(at, cost[at - width - 1] + (same ? 0 : 1), same ? EditOperation.Keep : EditOperation.Substitute);
            Offer(at, cost[at - width] + 1, EditOperation.Delete);
            Offer(at, cost[at - 1] + 1, EditOperation.Insert);
        }

        void Offer(int at, int offered, EditOperation operation)
        {
            if (offered < cost[at]) (cost[at], how[at]) = (offered, operation);
        }
    }

    private static List<EditOperation> Trace(EditOperation[] how, int i, int j)
    {
        int width = j + 1;
        List<EditOperation> operations = [];
        while (i > 0 || j > 0)
        {
            EditOperation operation = how[(i * width) + j];
            operations.Add(operation);
            if (operation != EditOperation.Insert) i--;
            if (operation != EditOperation.Delete) j--;
        }

        operations.Reverse();
        return operations;
    }
}
