using FineTune.Demo.Harness;

namespace FineTune.Demo;

/// <summary><c>make up</c>: the development cluster with operator and samples, left running for kubectl.</summary>
internal static class Up
{
    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        if (FolderOwner.Of(folder) is { } other)
        {
            Console.WriteLine($"The cluster is already up (process {other}); stop it with make down.\n\n  export KUBECONFIG={folder}/kubeconfig");
            return 0;
        }

        using var owner = FolderOwner.Take(folder);
        // What a killed one left behind: the objects and buckets stay, the processes do not.
        await OwnProcesses.StopAsync(folder, cancellationToken);
        Console.WriteLine("Starting the cluster, the store and the operator");
        await using var cluster = await Cluster.StartAsync(folder, ClusterOptions.Default, cancellationToken);
        await cluster.PrepareAsync(cancellationToken);
        Console.WriteLine($"""
            The cluster is up. In another terminal:

              export KUBECONFIG={cluster.File.Kubeconfig}
              kubectl apply -f config/samples/intents-lora.yaml
              kubectl get finetunejobs -n {SampleObjects.Namespace} -w

            Logs: {folder}/logs. Stop with Ctrl+C here, or make down.
            """);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Stopping: running jobs save a checkpoint");
        return 0;
    }
}
