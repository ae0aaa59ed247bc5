using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Finds what a runtime does not allow a job; the platform may change its mind, so these problems are not final.</summary>
public static class RuntimeValidator
{
    /// <summary>Every problem, in the order of the manifest.</summary>
    public static IReadOnlyList<Problem> Validate(FineTuneJob job, FineTuneRuntimeSpec runtime)
    {
        var problems = new ProblemList();
        FineTuneJobSpec spec = job.Spec;
        if (spec.Model.Uri is { } model) CheckPrefix(problems, job, runtime, "spec.model.uri", model);
        for (int i = 0; i < spec.Datasets.Count; i++) CheckPrefix(problems, job, runtime, $"spec.datasets[{i}].uri", spec.Datasets[i].Uri);
        problems.Check(runtime.AllowedMethods.Count == 0 || runtime.AllowedMethods.Contains(spec.Method.Type), "spec.method.type",
            $"{spec.Method.Type} is not allowed by runtime {spec.RuntimeRef.Name}", $"use {string.Join(" or ", runtime.AllowedMethods)}");
        CheckPrefix(problems, job, runtime, "spec.output.uri", spec.Output.Uri);
        problems.Check(runtime.GpuClasses.Any(one => one.Name == spec.Resources.GpuClass), "spec.resources.gpuClass",
            $"runtime {spec.RuntimeRef.Name} has no class \"{spec.Resources.GpuClass}\"", $"use {string.Join(" or ", runtime.GpuClasses.Select(one => one.Name))}");
        if (runtime.Limits?.MaxBackoffLimit is { } backoff)
            problems.Check(spec.FailurePolicy is null || spec.FailurePolicy.BackoffLimit <= backoff, "spec.failurePolicy.backoffLimit", $"{spec.FailurePolicy?.BackoffLimit} is more than runtime {spec.RuntimeRef.Name} allows", $"use at most {backoff}");
        if (runtime.Limits?.MaxActiveDeadlineSeconds is { } deadline)
            problems.Check(spec.ActiveDeadlineSeconds is null || spec.ActiveDeadlineSeconds <= deadline, "spec.activeDeadlineSeconds", $"{spec.ActiveDeadlineSeconds} is more than runtime {spec.RuntimeRef.Name} allows", $"use at most {deadline}");
        return problems.Problems;
    }

    private static void CheckPrefix(ProblemList problems, FineTuneJob job, FineTuneRuntimeSpec runtime, string field, string uri)
    {
        string[] allowed = [.. runtime.Storage.AllowedPrefixes.Select(prefix => prefix.Replace("{namespace}", job.Metadata.NamespaceProperty, StringComparison.Ordinal))];
        bool Inside(string prefix) => uri.StartsWith(prefix, StringComparison.Ordinal) || uri + "/" == prefix;
        problems.Check(allowed.Length == 0 || (allowed.Any(Inside) && !uri.Contains("..", StringComparison.Ordinal)), field,
            $"\"{uri}\" is not a place that runtime {job.Spec.RuntimeRef.Name} allows", $"use a place below {string.Join(" or ", allowed)}");
    }
}
