using FineTune.Demo.Harness;

namespace FineTune.Demo;

/// <summary><c>make up</c>: the development cluster with operator and samples, left running for kubectl.</summary>
internal static class Up
{
    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => { });
        await using var cluster = await Cluster.StartAsync(folder, ClusterOptions.Default, cancellationToken);
        await cluster.PrepareAsync(cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "up.pid"), $"{Environment.ProcessId}", cancellationToken);
        Console.WriteLine($"""
            The cluster is up. In another terminal:

              export KUBECONFIG={cluster.File.Kubeconfig}
              kubectl apply -f config/samples/intents-lora.yaml
              kubectl get finetunejobs -n {SampleObjects.Namespace} -w

            Logs: {folder}/logs. Stop with Ctrl+C here, or make down.
            """);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopping.");
        }

        File.Delete(Path.Combine(folder, "up.pid"));
        return 0;
    }
}
