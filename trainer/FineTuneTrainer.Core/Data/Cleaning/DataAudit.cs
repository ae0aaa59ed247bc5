using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>
/// Goes through a dataset of labeled texts and tells what a cleaner should look at. Duplicates are looked for among the rows that are otherwise fine, so the
/// texts of those are kept: memory grows with the dataset.
/// </summary>
public sealed class DataAudit
{
    private static readonly char[] OtherSeparators = [';', '\t'];
    private readonly KnownLabels _labels;
    private readonly AuditOptions _options;
    private readonly NearDuplicates _near;
    private readonly Dictionary<string, (long Row, string Label)> _texts = new(StringComparer.Ordinal);

    /// <summary>An audit against the known labels.</summary>
    public DataAudit(IReadOnlyCollection<string> labels, AuditOptions options)
    {
        _labels = new KnownLabels(labels);
        _options = options;
        _near = new NearDuplicates(options.NearDuplicateShare);
    }

    /// <summary>The findings of a CSV file, one for each row that is not fine; rows are numbered as in problems: the header is row 1. Unreadable quoting is a problem.</summary>
    public IEnumerable<Finding> OfCsv(Stream stream, string textColumn, string labelColumn, ProblemList problems)
    {
        string[] header = [];
        int text = -1, label = -1;
        foreach (CsvRecord record in new CsvFormat().Records(stream, problems))
        {
            if (record.Fields is not { } fields || record.IsBlank) continue;
            if (record.Number == 1)
            {
                header = fields;
                (text, label) = (Array.IndexOf(header, textColumn), Array.IndexOf(header, labelColumn));
                if (text < 0) problems.Add(1, $"there is no column '{textColumn}'; the columns are: {string.Join(", ", header)}", null, textColumn);
                if (label < 0) problems.Add(1, $"there is no column '{labelColumn}'; the columns are: {string.Join(", ", header)}", null, labelColumn);
                if (text < 0 || label < 0) yield break;
                continue;
            }

            Finding? finding = fields.Length == header.Length ? Judge(record.Number, fields[text], fields[label]) : WrongColumns(record.Number, fields, header.Length, label);
            if (finding is not null) yield return finding;
        }
    }

    /// <summary>What is wrong with the next row; null if nothing is.</summary>
    public Finding? Judge(long row, string text, string label)
    {
        if (OfItself(row, text, label) is { } fault) return fault;
        if (_texts.TryGetValue(text, out (long Row, string Label) same))
        {
            return same.Label == label
                ? new Finding(row, FindingKind.ExactDuplicate, CleaningAction.Drop, same.Row)
                : new Finding(row, FindingKind.ConflictingLabel, CleaningAction.Review, same.Row, $"'{label}' here, '{same.Label}' there");
        }

        if (_near.Find(text) is var (earlier, share))
            return new Finding(row, FindingKind.NearDuplicate, CleaningAction.Drop, earlier, $"{share:P0} of the words are the same");
        if (TextFaults.IsPadded(text)) return new Finding(row, FindingKind.Padding, CleaningAction.Fix);
        _texts[text] = (row, label);
        _near.Add(row, text);
        return null;
    }

    private Finding? OfItself(long row, string text, string label)
    {
        if (TextFaults.IsEmpty(text)) return new Finding(row, FindingKind.EmptyText, CleaningAction.Drop);
        if (string.IsNullOrWhiteSpace(label)) return new Finding(row, FindingKind.EmptyLabel, CleaningAction.Review);
        if (!_labels.Contains(label))
        {
            string? meant = _labels.Meant(label);
            return new Finding(row, FindingKind.UnknownLabel, meant is null ? CleaningAction.Review : CleaningAction.Fix, null, meant is null ? $"'{label}'" : $"'{label}' means {meant}");
        }

        if (text.Length > _options.MaxTextLength)
            return new Finding(row, FindingKind.Overlong, TextFaults.IsRepetition(text) ? CleaningAction.Drop : CleaningAction.Fix, null, $"{text.Length} characters");
        FindingKind? kind = text switch
        {
            _ when TextFaults.HasByteOrderMark(text) => FindingKind.ByteOrderMark,
            _ when TextFaults.IsMojibake(text) => FindingKind.Mojibake,
            _ when TextFaults.HasControls(text) => FindingKind.ControlCharacters,
            _ when TextFaults.HasMarkup(text) => FindingKind.Markup,
            _ => null,
        };
        return kind is { } found ? new Finding(row, found, CleaningAction.Fix) : null;
    }

    // A row can be mended if its label can still be found: under another separator, or among too many columns.
    private Finding WrongColumns(long row, string[] fields, int expected, int label)
    {
        bool mendable = fields.Length > expected
            ? fields.Any(_labels.Contains)
            : fields is [var only] && OtherSeparators.Any(s => only.Split(s) is { } parts && parts.Length == expected && _labels.Contains(parts[label]));
        return new Finding(row, FindingKind.ColumnCount, mendable ? CleaningAction.Fix : CleaningAction.Drop, null, $"{fields.Length} instead of {expected}");
    }
}
