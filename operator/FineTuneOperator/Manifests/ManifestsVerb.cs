namespace FineTuneOperator.Manifests;

/// <summary><c>finetune-operator manifests --out DIR</c>: writes the custom resource definitions.</summary>
internal static class ManifestsVerb
{
    public static int Run(string[] args)
    {
        if (args is not ["manifests", "--out", var folder])
        {
            Console.Error.WriteLine("usage: finetune-operator manifests --out DIR");
            return 2;
        }

        Directory.CreateDirectory(folder);
        foreach ((string name, string yaml) in CrdWriter.Render())
        {
            File.WriteAllText(Path.Combine(folder, name), yaml);
            Console.WriteLine(Path.Combine(folder, name));
        }

        return 0;
    }
}
