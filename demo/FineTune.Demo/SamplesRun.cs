using FineTune.Contract;
using FineTune.Demo.Harness;

namespace FineTune.Demo;

/// <summary><c>make samples</c>: every sample job to its end, each with its scores before and after.</summary>
internal static class SamplesRun
{
    // Its data are broken on purpose: it has to fail, and to say why.
    private const string Broken = "intents-bad-data";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task<int> RunAsync(string folder, CancellationToken cancellationToken) =>
        FreshFolder.UseAsync(folder, () => RunJobsAsync(folder, cancellationToken), cancellationToken);

    private static async Task<int> RunJobsAsync(string folder, CancellationToken cancellationToken)
    {
        await using var cluster = await Cluster.StartAsync(folder, ClusterOptions.Default, cancellationToken);
        await cluster.PrepareAsync(cancellationToken);
        var failed = 0;
        var names = Names();
        foreach (var name in names)
        {
            Console.WriteLine($"==> {name}");
            var problem = await RunAsync(cluster, name, cancellationToken);
            Console.WriteLine(problem is null ? "    passed" : $"    FAILED: {problem}");
            failed += problem is null ? 0 : 1;
        }

        Console.WriteLine($"{names.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static List<string> Names() =>
        [.. Directory.EnumerateFiles(Repository.Path("config", "samples"), "*.yaml")
            .Where(file => File.ReadLines(file).Contains("kind: FineTuneJob"))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    // What is wrong with how a sample ended; null when it is as it should be.
    private static async Task<string?> RunAsync(Cluster cluster, string name, CancellationToken cancellationToken)
    {
        var job = await SampleJobs.RunAsync(cluster, name, Patience, cancellationToken);
        if (name == Broken)
        {
            Console.WriteLine($"    {job.Failure}");
            return job.Succeeded || job.Failure is null ? "it should have failed and said why" : null;
        }

        if (!job.Succeeded)
            return job.Failure ?? "no message";
        var report = await SampleJobs.ReportAsync(cluster, job, cancellationToken);
        foreach (var (metric, value) in report.Tuned!)
            Console.WriteLine($"    {metric,-12} {report.Baseline!.GetValueOrDefault(metric, double.NaN),10:0.0000} → {value:0.0000}");
        Console.WriteLine($"    {report.ScoredOn} rows, {report.DurationSeconds:0} s, {report.PeakMemoryBytes / 1e6:0} MB");
        return Improved(report, Metric(job)) ? null : $"{Metric(job)} did not improve";
    }

    private static string Metric(JobView job) => job.Object["spec"]!["evaluation"]?["metric"]?.GetValue<string>() ?? "loss";

    private static bool Improved(RunReport report, string metric)
    {
        double before = report.Baseline!.GetValueOrDefault(metric, double.NaN), after = report.Tuned!.GetValueOrDefault(metric, double.NaN);
        return TaskTypes.IsLowerBetter(metric) ? after < before : after > before;
    }
}
