using System.Diagnostics;
using System.Text.Json;
using FineTune.Contract;
using FineTune.Demo.Harness;
using FineTune.Storage;
using Spectre.Console;

namespace FineTune.Demo;

/// <summary>The whole line on one machine: cluster, operator, three jobs, one table, five predictions.</summary>
internal static class DemoRun
{
    private static readonly string[] JobNames = ["intents-freeze", "intents-lora", "intents-full"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Say("Starting the development cluster (Kubernetes API, S3 store, pod runner) on loopback");
        await using var cluster = await Cluster.StartAsync(folder, ClusterOptions.Default, cancellationToken);
        Say($"API {cluster.File.ApiServer}, store {cluster.File.S3Endpoint}; filling buckets, applying CRDs, starting the operator");
        await cluster.PrepareAsync(cancellationToken);

        var reports = new List<(JobView Job, RunReport Report)>();
        foreach (var name in JobNames)
        {
            Say($"kubectl apply -f config/samples/{name}.yaml");
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(Repository.Path("config", "samples", $"{name}.yaml"), cancellationToken), cancellationToken);
            var job = await FollowAsync(cluster, name, cancellationToken);
            if (!job.Succeeded)
                return Failed(cluster, job);
            reports.Add((job, await ReportAsync(cluster, job, cancellationToken)));
        }

        Print(reports);
        await PredictAsync(cluster, reports[^1].Report, cancellationToken);
        Say($"Done. Logs and data: {folder}");
        return 0;
    }

    private static async Task<JobView> FollowAsync(Cluster cluster, string name, CancellationToken cancellationToken)
    {
        var last = "";
        var job = await new Jobs(cluster.Client).FollowAsync(name, Patience, view =>
        {
            var line = $"  {view.Name,-16} {view.State,-10} {view.Stage,-13} {view.Percent,3} %  step {view.Step}/{view.TotalSteps}";
            if (line == last)
                return;
            last = line;
            // One live line on a terminal; a line a change elsewhere.
            Console.Write(Console.IsOutputRedirected ? line + "\n" : "\r" + line.PadRight(78));
        }, cancellationToken);
        if (!Console.IsOutputRedirected)
            Console.WriteLine();
        return job;
    }

    private static async Task<RunReport> ReportAsync(Cluster cluster, JobView job, CancellationToken cancellationToken)
    {
        var output = job.Object["spec"]!["output"]!["uri"]!.GetValue<string>();
        var uri = ObjectUri.Parse(output).Append($"{job.Name}/{job.Uid}/{RunLayout.Report}");
        var content = await SampleData.StoreOf(cluster.File).ReadAsync(uri, 1 << 20, cancellationToken) ?? throw new InvalidOperationException($"{uri} is missing");
        return JsonSerializer.Deserialize<RunReport>(content, ContractJson.Lenient)!;
    }

    private static int Failed(Cluster cluster, JobView job)
    {
        Console.Error.WriteLine($"{job.Name} failed: {job.Failure ?? "no message"}");
        Console.Error.WriteLine($"status: {job.Object["status"]?.ToJsonString()}");
        Console.Error.WriteLine($"logs: {cluster.Folder}/logs");
        return 1;
    }

    private static void Print(IReadOnlyList<(JobView Job, RunReport Report)> runs)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "method", "trained parameters", "accuracy", "macro-F1", "duration", "tokens/s", "peak memory" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (_, report) in runs)
        {
            table.AddRow(
                report.Method ?? "",
                $"{report.TrainableParameters:N0}",
                $"{report.Baseline?["accuracy"]:0.000} -> {report.Tuned?["accuracy"]:0.000}",
                $"{report.Baseline?["f1_macro"]:0.000} -> {report.Tuned?["f1_macro"]:0.000}",
                $"{report.DurationSeconds:0} s",
                $"{report.TokensPerSecond:N0}",
                $"{report.PeakMemoryBytes / 1e6:N0} MB");
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"scores on the {runs[0].Report.ScoredOn} rows; artifacts:");
        foreach (var artifact in runs.SelectMany(run => run.Report.Outputs))
            Console.WriteLine($"  {artifact.Type,-8} {artifact.SizeBytes / 1e6,6:0.0} MB  {artifact.Uri}");
    }

    private static async Task PredictAsync(Cluster cluster, RunReport report, CancellationToken cancellationToken)
    {
        string[] texts =
        [
            "Where is my parcel? It should have been here on Monday.",
            "I would like to send the helmet back, it does not fit.",
            "My card was declined twice, what now?",
            "Can I speak to a real person please",
            "Please stop my monthly box from next month on",
        ];
        Say("Five predictions of the fully tuned model");
        var info = new ProcessStartInfo(Repository.Program("FineTuneTrainer", "finetune-trainer"), ["predict", "--model", report.Outputs[0].Uri, "--endpoint", cluster.File.S3Endpoint, .. texts]);
        info.Environment[TrainerVariables.AccessKey] = cluster.File.AccessKey;
        info.Environment[TrainerVariables.SecretKey] = cluster.File.SecretKey;
        using var process = Process.Start(info)!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"finetune-trainer predict ended with {process.ExitCode}");
    }

    private static void Say(string text) => Console.WriteLine($"==> {text}");
}
