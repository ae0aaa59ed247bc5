namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>The longest common subsequence of two token lists.</summary>
internal static class CommonSubsequence
{
    /// <summary>The places in <paramref name="first"/> of the one that rouge_score finds, among equally long ones.</summary>
    public static List<int> Positions(string[] first, string[] second)
    {
        int[,] length = Lengths(first, second);
        List<int> positions = [];
        for (int i = first.Length, j = second.Length; i > 0 && j > 0;)
        {
            if (first[i - 1] == second[j - 1])
            {
                positions.Add(i - 1);
                i--;
                j--;
            }
            else if (length[i, j - 1] > length[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }

        positions.Reverse();
        return positions;
    }

    private static int[,] Lengths(string[] first, string[] second)
    {
        var length = new int[first.Length + 1, second.Length + 1];
        for (int i = 1; i <= first.Length; i++)
        {
            for (int j = 1; j <= second.Length; j++)
                length[i, j] = first[i - 1] == second[j - 1] ? length[i - 1, j - 1] + 1 : Math.Max(length[i - 1, j], length[i, j - 1]);
        }

        return length;
    }
}
