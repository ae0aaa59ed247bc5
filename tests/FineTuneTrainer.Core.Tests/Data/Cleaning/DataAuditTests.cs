using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Cleaning;
using FineTuneTrainer.Core.Data.Formats;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Data.Cleaning;

public sealed class DataAuditTests
{
    private static readonly string[] Labels =
    [
        "order_status", "cancel_order", "return_item", "refund_status", "change_address", "payment_failed", "product_question", "complaint", "account_login",
        "subscription_change", "talk_to_human", "small_talk",
    ];

    [Fact]
    public void Every_row_of_the_dirty_sample_is_judged_as_its_list_says()
    {
        using FileStream csv = File.OpenRead(RepositoryFiles.Golden("data", "dirty", "train_dirty.csv"));
        var problems = new ProblemList("train_dirty.csv");

        // The list numbers records without the header.
        string[] found = [.. new DataAudit(Labels, new AuditOptions()).OfCsv(csv, "text", "label", problems)
            .Select(f => $"{f.Row - 1} {NameOf(f.Kind)} {f.Action.ToString().ToLowerInvariant()} {f.RelatedRow - 1}")];
        Assert.Empty(problems.First);
        Assert.Equal(Expected(), found);
    }

    [Theory]
    [InlineData("Ärger mit „Anführungszeichen“ – und 50 € am 1. März")]
    [InlineData("naïve café, 3 × 4 ≤ 12, 你好 👩‍👩‍👧")]
    [InlineData("a < b && c > d")]
    [InlineData("AT&T, R&D")]
    public void Sound_texts_raise_no_alarm(string text) =>
        Assert.Null(new DataAudit(Labels, new AuditOptions()).Judge(2, text, "complaint"));

    [Theory]
    [InlineData("smalltalk", CleaningAction.Fix)]
    [InlineData("Small Talk", CleaningAction.Fix)]
    [InlineData("talk", CleaningAction.Review)]
    public void A_label_is_mended_only_where_one_label_can_be_meant(string label, CleaningAction action)
    {
        var finding = new DataAudit(Labels, new AuditOptions()).Judge(2, "hello there", label);
        Assert.Equal((FindingKind.UnknownLabel, action), (finding!.Kind, finding.Action));
    }

    [Fact]
    public void Near_duplicates_are_all_that_comparing_every_pair_finds()
    {
        // Rows of few words from a small vocabulary, so that many share much.
        var random = new CounterRandom(3);
        string[] texts = [.. Enumerable.Range(0, 300).Select(_ => string.Join(' ', Enumerable.Range(0, 4 + random.Next(5)).Select(_ => (char)('a' + random.Next(9))))).Distinct()];
        var audit = new DataAudit(["x"], new AuditOptions { NearDuplicateShare = 0.7 });
        List<(long Row, HashSet<string> Words)> kept = [];
        for (int i = 0; i < texts.Length; i++)
        {
            HashSet<string> words = [.. texts[i].Split(' ')];
            (long Row, double Share)[] near = [.. kept.Select(k => (k.Row, Share: (double)k.Words.Intersect(words).Count() / k.Words.Union(words).Count())).Where(k => k.Share >= 0.7)];
            long? expected = near.Length == 0 ? null : near.MaxBy(n => n.Share).Row;
            Assert.Equal(expected, audit.Judge(i, texts[i], "x")?.RelatedRow);
            if (expected is null) kept.Add((i, words));
        }
    }

    private static string NameOf(FindingKind kind) => kind switch
    {
        FindingKind.ByteOrderMark => "bom_in_text",
        FindingKind.ControlCharacters => "control_chars",
        FindingKind.Markup => "html",
        _ => string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : c.ToString())).ToLowerInvariant(),
    };

    private static IEnumerable<string> Expected()
    {
        using FileStream list = File.OpenRead(RepositoryFiles.Golden("data", "dirty", "expected.csv"));
        foreach (DataRecord record in new CsvFormat().Read(list, new Columns([], []) { All = true }, new ProblemList("expected.csv")))
        {
            string[] row = [.. new[] { "row", "kind", "action", "related_row" }.Select(name => record.TryGet(name, out FieldValue value) && value.TryText(out string? text) ? text! : "")];
            if (row[1] is not ("clean" or "keep")) yield return $"{row[0]} {row[1]} {row[2]} {row[3]}";
        }
    }
}
