using FineTune.Bench;

// Each benchmark prints a Markdown table for docs/performance.md; without a name all run.
var all = new Dictionary<string, Action<TextWriter>>
{
    ["limit"] = MultiplyAddLimit.Print,
    ["step"] = StepTime.Print,
};
var names = args.Length > 0 ? args : [.. all.Keys];
foreach (var name in names)
{
    if (!all.TryGetValue(name, out var run))
    {
        Console.Error.WriteLine($"no benchmark '{name}'; there are {string.Join(", ", all.Keys)}");
        return 2;
    }

    run(Console.Out);
    Console.Out.WriteLine();
}

return 0;
