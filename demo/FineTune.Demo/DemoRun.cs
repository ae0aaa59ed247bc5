using System.Diagnostics;
using FineTune.Contract;
using FineTune.Demo.Harness;
using Spectre.Console;

namespace FineTune.Demo;

/// <summary>The whole line on one machine: cluster, operator, three jobs, one table, five predictions.</summary>
internal static class DemoRun
{
    private static readonly string[] JobNames = ["intents-freeze", "intents-lora", "intents-full"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var code = await FreshFolder.UseAsync(folder, () => RunJobsAsync(folder, cancellationToken), cancellationToken);
        Say($"Cluster, operator and store are stopped; {TimeProvider.System.GetElapsedTime(start):m\\:ss} minutes in all. Logs and data: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        return code;
    }

    private static async Task<int> RunJobsAsync(string folder, CancellationToken cancellationToken)
    {
        Say("Starting the development cluster on loopback: Kubernetes API, S3 store, pods");
        await using var cluster = await Cluster.StartAsync(folder, ClusterOptions.Default, cancellationToken);
        Say($"API {cluster.File.ApiServer}, store {cluster.File.S3Endpoint}");
        Say("Filling buckets, applying CRDs, starting the operator");
        await cluster.PrepareAsync(cancellationToken);

        var reports = new List<RunReport>();
        foreach (var name in JobNames)
        {
            Say($"kubectl apply -f config/samples/{name}.yaml");
            var job = await SampleJobs.RunAsync(cluster, name, Patience, cancellationToken);
            if (!job.Succeeded)
                return Failed(cluster, job);
            reports.Add(await SampleJobs.ReportAsync(cluster, job, cancellationToken));
        }

        Print(reports);
        await PredictAsync(cluster, reports[^1], cancellationToken);
        return 0;
    }

    private static int Failed(Cluster cluster, JobView job)
    {
        Console.Error.WriteLine($"{job.Name} failed: {job.Failure ?? "no message"}");
        Console.Error.WriteLine($"status: {job.Object["status"]?.ToJsonString()}");
        Console.Error.WriteLine($"logs: {cluster.Folder}/logs");
        return 1;
    }

    private static void Print(IReadOnlyList<RunReport> reports)
    {
        Say($"Before → after, on the rows of the {reports[0].ScoredOn?.ToLowerInvariant()} file");
        ResultTable.Write(AnsiConsole.Console, reports);
        Say("What lies in the store");
        foreach (var artifact in reports.SelectMany(report => report.Outputs))
            Console.WriteLine($"{artifact.Type,-8} {artifact.SizeBytes / 1e6,5:0.0} MB  {artifact.Uri}");
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
