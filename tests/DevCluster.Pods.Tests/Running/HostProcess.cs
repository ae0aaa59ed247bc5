using System.Diagnostics;

namespace DevCluster.Pods.Tests.Running;

/// <summary>What /proc says about a process.</summary>
internal static class HostProcess
{
    public static void Kill(int process) => Process.GetProcessById(process).Kill();

    public static string GroupOf(int process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[2];

    public static Task<string> EndedAsync(int process)
        => TestCluster.PollAsync(() => Task.FromResult(IsAlive(process) ? null : ""), () => $"process {process} still runs");

    private static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
