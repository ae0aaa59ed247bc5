using System.Diagnostics;

namespace FineTune.Demo.Harness;

/// <summary>The processes of this checkout's programs that serve one cluster's folder: found by program and by folder, so that nobody else's is ever touched.</summary>
public static class OwnProcesses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] ToldIn = ["cmdline", "environ"];
    private static readonly string[] Programs = ["devcluster", "finetune-operator", "finetune-trainer"];

    /// <summary>Those that live.</summary>
    public static IReadOnlyList<(int Id, string Program)> Of(string folder)
    {
        var found = new List<(int, string)>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), out var id) && ProgramOf(process) is { } program && Serves(process, folder))
                found.Add((id, program));
        }

        return found;
    }

    /// <summary>Asks them to end, insists after a minute; says how many there were.</summary>
    public static async Task<int> StopAsync(string folder, CancellationToken cancellationToken)
    {
        // The trainers belong to the cluster, which gives them their grace.
        var all = Of(folder);
        Signal("-TERM", all.Where(process => process.Program != "finetune-trainer"));
        try
        {
            await Poll.UntilAsync($"the processes of {folder} to end", Patience, () => Task.FromResult(!Of(folder).Any(process => process.Program == "devcluster")), cancellationToken);
        }
        catch (TimeoutException)
        {
            // Below.
        }

        Signal("-KILL", Of(folder));
        await Poll.UntilAsync($"the processes of {folder} to be gone", Patience, () => Task.FromResult(Of(folder).Count == 0), cancellationToken);
        return all.Count;
    }

    private static string? ProgramOf(string process)
    {
        try
        {
            var target = File.ResolveLinkTarget(Path.Combine(process, "exe"), returnFinalTarget: false)?.FullName ?? "";
            return target.StartsWith(Repository.Root + "/", StringComparison.Ordinal) && Programs.Contains(Path.GetFileName(target)) ? Path.GetFileName(target) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The cluster and the trainers are told the folder as an argument, the operator by KUBECONFIG.
    private static bool Serves(string process, string folder)
    {
        try
        {
            return ToldIn.Any(file => File.ReadAllText(Path.Combine(process, file)).Split('\0')
                .Any(word => word == folder || word.Contains(folder + "/", StringComparison.Ordinal)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Signal(string signal, IEnumerable<(int Id, string Program)> processes)
    {
        foreach (var (id, _) in processes)
        {
            using var kill = Process.Start(new ProcessStartInfo("kill", [signal, $"{id}"]) { RedirectStandardError = true })!;
            kill.WaitForExit();
        }
    }
}
