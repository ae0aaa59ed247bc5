using FineTune.Bench;

// Each benchmark prints a Markdown table for docs/performance.md; without a name all run.
var all = new Dictionary<string, Func<TextWriter, Task>>
{
    ["limit"] = MultiplyAddLimit.PrintAsync,
    ["step"] = StepTime.PrintAsync,
    ["tokens"] = TokenRate.PrintAsync,
    ["wait"] = DataWait.PrintAsync,
    ["accuracy"] = Accuracy.PrintAsync,
    ["families"] = FamilyStep.PrintAsync,
    ["generate"] = Generation.PrintAsync,
    ["load"] = FolderLoad.PrintAsync,
    ["rows"] = DataRows.PrintAsync,
    ["tokenize"] = Tokenize.PrintAsync,
    ["store"] = StoreDownload.PrintAsync,
    ["operator"] = OperatorBurst.PrintAsync,
};
var names = args.Length > 0 ? args : [.. all.Keys];
foreach (var name in names)
{
    if (!all.TryGetValue(name, out var print))
    {
        Console.Error.WriteLine($"no benchmark '{name}'; there are {string.Join(", ", all.Keys)}");
        return 2;
    }

    await print(Console.Out);
    Console.Out.WriteLine();
}

return 0;
