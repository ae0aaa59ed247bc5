using System.Globalization;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Tables;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Reads rows of a table: numbers in the order of the model's columns with commas between them, or <c>column=number</c> in any order.</summary>
internal sealed class TableReader(TableProcessor processor)
{
    private string Columns => string.Join(",", processor.Features);

    public IDenseInput? Read(string given, List<RunProblem> problems)
    {
        var before = problems.Count;
        var fields = given.Split(',', StringSplitOptions.TrimEntries);
        var values = fields.All(field => field.Contains('=')) ? Named(given, fields, problems) : InOrder(given, fields, problems);
        var numbers = processor.Features.Select(name => values.TryGetValue(name, out var text) ? Number(given, name, text, problems) : 0).ToList();
        return problems.Count == before ? new TableInput(processor.Apply(numbers)) : null;
    }

    private Dictionary<string, string> InOrder(string given, string[] fields, List<RunProblem> problems)
    {
        if (fields.Length == processor.Features.Count)
            return processor.Features.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second);
        Add(problems, given, $"has {fields.Length} number{(fields.Length == 1 ? "" : "s")}, the model reads {processor.Features.Count}", $"give {Columns} with commas between them");
        return [];
    }

    private Dictionary<string, string> Named(string given, string[] fields, List<RunProblem> problems)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in fields)
        {
            // A column's name may hold an equals sign; a number does not.
            var at = field.LastIndexOf('=');
            var name = field[..at].TrimEnd();
            if (!processor.Features.Contains(name))
                Add(problems, given, $"the model has no column '{name}'", $"its columns are {Columns}");
            else if (!values.TryAdd(name, field[(at + 1)..].TrimStart()))
                Add(problems, given, $"names '{name}' twice", "give each column once");
        }

        foreach (var name in processor.Features.Where(name => !values.ContainsKey(name)))
            Add(problems, given, $"'{name}' is missing", $"give {Columns}");
        return values;
    }

    private static double Number(string given, string name, string text, List<RunProblem> problems)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Add(problems, given, $"'{text}' for {name} is not a number", "write numbers like 3.5, with a point and without units");
        return 0;
    }

    private static void Add(List<RunProblem> problems, string given, string message, string hint) =>
        problems.Add(new RunProblem { Place = $"\"{given}\"", Message = message, Hint = hint });
}
