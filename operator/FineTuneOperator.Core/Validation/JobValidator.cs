using System.Text.RegularExpressions;
using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Finds everything that is wrong with a job by itself; the schema refuses most of it earlier, this also speaks of ranges.</summary>
public static partial class JobValidator
{
    /// <summary>Every problem, in the order of the manifest.</summary>
    public static IReadOnlyList<Problem> Validate(FineTuneJob job)
    {
        var problems = new ProblemList();
        CheckName(problems, job.Metadata.Name ?? "");
        FineTuneJobSpec spec = job.Spec;
        problems.OneOf("spec.mode", spec.Mode, "Train", "Validate", "Rehearsal");
        TaskValidator.Check(problems, spec.Task);
        ModelValidator.Check(problems, spec);
        CheckDatasets(problems, spec);
        CheckPreprocessing(problems, spec, spec.Preprocessing);
        MethodValidator.Check(problems, spec.Method);
        HyperparameterValidator.Check(problems, spec.Hyperparameters);
        EvaluationValidator.Check(problems, spec.Evaluation, spec.Task);
        CheckOutput(problems, spec);
        problems.Check(spec.Credentials.SecretRef.Name.Length > 0, "spec.credentials.secretRef.name", "is empty", "name a Secret of this namespace with the keys accessKey and secretKey");
        problems.Check(spec.Resources.GpuClass.Length > 0, "spec.resources.gpuClass", "is empty", "name a class of the runtime");
        problems.Check(spec.RuntimeRef.Name.Length > 0, "spec.runtimeRef.name", "is empty", "name a runtime; kubectl get clusterfinetuneruntimes lists them");
        return problems.Problems;
    }

    private static void CheckName(ProblemList problems, string name)
    {
        problems.Check(name.Length <= FineTuneJob.LongestName, "metadata.name", $"has {name.Length} characters", $"use at most {FineTuneJob.LongestName}: children append to it");
        problems.Check(LabelName().IsMatch(name), "metadata.name", $"\"{name}\" is not a DNS label", "start with a letter, use lower-case letters, digits and dashes, end with a letter or digit");
    }

    internal static void CheckUri(ProblemList problems, string field, string uri) =>
        problems.Check(StoreUri().IsMatch(uri), field, $"\"{uri}\" is not a place in the store", "write s3://bucket/path");

    private static void CheckDatasets(ProblemList problems, FineTuneJobSpec spec)
    {
        for (int i = 0; i < spec.Datasets.Count; i++)
        {
            DatasetSection dataset = spec.Datasets[i];
            string field = $"spec.datasets[{i}]";
            CheckUri(problems, $"{field}.uri", dataset.Uri);
            problems.OneOf($"{field}.role", dataset.Role, "Train", "Validation", "Test");
            problems.Check(dataset.Format != "Idx" || IdxNames.LabelsOf(dataset.Uri) is not null, $"{field}.uri", $"\"{dataset.Uri}\" is not named like a file of images", "name the file ...images-idx3-ubyte[.gz]; its ...labels-idx1-ubyte[.gz] must lie beside it");
            if (TaskValidator.Traits(spec.Task) is not { } traits) continue;
            problems.Check(traits.Formats.Any(format => $"{format}" == dataset.Format), $"{field}.format", $"\"{dataset.Format}\" is not read by {spec.Task.Type}", $"use {string.Join(" or ", traits.Formats)}");
            foreach (string column in dataset.Columns.Keys.Where(column => !traits.Columns.Contains(column)))
                problems.Add($"{field}.columns.{column}", $"means nothing to {spec.Task.Type}", $"name the columns that hold {string.Join(" and ", traits.Columns)}");
        }

        foreach (var group in spec.Datasets.GroupBy(dataset => dataset.Name).Where(group => group.Count() > 1))
            problems.Add("spec.datasets", $"the name \"{group.Key}\" stands {group.Count()} times", "give every dataset its own name");
        int Count(string role) => spec.Datasets.Count(dataset => dataset.Role == role);
        problems.Check(Count("Train") == 1, "spec.datasets", $"{Count("Train")} datasets have role Train", "give exactly one the role Train");
        problems.Check(Count("Validation") <= 1, "spec.datasets", $"{Count("Validation")} datasets have role Validation", "give at most one the role Validation");
        problems.Check(Count("Test") <= 1, "spec.datasets", $"{Count("Test")} datasets have role Test", "give at most one the role Test");
    }

    private static void CheckPreprocessing(ProblemList problems, FineTuneJobSpec spec, PreprocessingSection? section)
    {
        if (section is null) return;
        problems.Check(section.MaxSequenceLength >= 4, "spec.preprocessing.maxSequenceLength", $"{section.MaxSequenceLength} leaves no room for text", "use at least 4");
        problems.Check(section.MaxTargetLength is null or >= 2, "spec.preprocessing.maxTargetLength", $"{section.MaxTargetLength} leaves no room for text", "use at least 2");
        problems.Check(spec.Task.Type == "Seq2Seq" || (section.MaxTargetLength is null && section.SourcePrefix is null), "spec.preprocessing", $"maxTargetLength and sourcePrefix do not fit {spec.Task.Type}", "leave them out, or use Seq2Seq");
        ImageValidator.Check(problems, spec.Task, section.Image);
        problems.Decimal("spec.preprocessing.validationSplit", section.ValidationSplit, value => value is >= 0 and < 1, "use 0 or more and less than 1");
    }

    private static void CheckOutput(ProblemList problems, FineTuneJobSpec spec)
    {
        CheckUri(problems, "spec.output.uri", spec.Output.Uri);
        string[] fitting = spec.Method.Type == "LoRA" ? ["Adapter", "Merged"] : ["Model"];
        foreach (string artifact in spec.Output.Artifacts.Where(artifact => !fitting.Contains(artifact)))
            problems.Add("spec.output.artifacts", $"{artifact} is no artifact of method {spec.Method.Type}", $"use {string.Join(" or ", fitting)}");
    }

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex LabelName();

    [GeneratedRegex(Patterns.StoreUri)]
    private static partial Regex StoreUri();
}
