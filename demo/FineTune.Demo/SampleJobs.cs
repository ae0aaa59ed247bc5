using System.Text.Json;
using FineTune.Contract;
using FineTune.Demo.Harness;
using FineTune.Storage;

namespace FineTune.Demo;

/// <summary>Runs the manifests of <c>config/samples</c>, as kubectl would.</summary>
internal static class SampleJobs
{
    /// <summary>Applies a sample and follows it to its end with a live line.</summary>
    public static async Task<JobView> RunAsync(Cluster cluster, string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(Repository.Path("config", "samples", $"{name}.yaml"), cancellationToken), cancellationToken);
        var line = new ProgressLine(Console.Out, isTerminal: !Console.IsOutputRedirected);
        var job = await new Jobs(cluster.Client).FollowAsync(name, patience, line.Show, cancellationToken);
        line.End();
        return job;
    }

    /// <summary>The report that a finished run left in the store.</summary>
    public static async Task<RunReport> ReportAsync(Cluster cluster, JobView job, CancellationToken cancellationToken)
    {
        var output = job.Object["spec"]!["output"]!["uri"]!.GetValue<string>();
        var uri = ObjectUri.Parse(output).Append($"{job.Name}/{job.Uid}/{RunLayout.Report}");
        var content = await SampleData.StoreOf(cluster.File).ReadAsync(uri, 1 << 20, cancellationToken) ?? throw new InvalidOperationException($"{uri} is missing");
        return JsonSerializer.Deserialize<RunReport>(content, ContractJson.Lenient)!;
    }
}
