using System.Diagnostics;

namespace DevCluster.Pods.Running;

/// <summary>
/// Starts planned processes, each under a small shell that leads a process group of its own, keeps the output in a file and
/// writes the exit code down: so processes outlive this runner, and the next one finds out how they ended.
/// </summary>
internal static class ProcessHost
{
    // $0 is the container's folder. The trap keeps the shell until its child has ended; the last line ends what the child left behind.
    private const string Shell = """
        exec >/dev/null 2>&1 </dev/null
        trap : TERM INT HUP
        /bin/sh -c 'echo $$ > "$0/pid"; exec "$@"' "$0" "$@" > "$0/output" 2>&1
        echo $? > "$0/exit"
        kill -KILL 0
        """;

    public static ContainerProcess Start(ProcessPlan plan)
    {
        Directory.CreateDirectory(plan.Folder);
        Directory.CreateDirectory(plan.WorkingDirectory);
        File.WriteAllText(plan.TerminationFile, "");
        if (!IsThere(plan)) throw new FileNotFoundException($"exec: \"{plan.Command[0]}\": executable file not found in $PATH");
        ProcessStartInfo start = new("setsid") { WorkingDirectory = plan.WorkingDirectory, UseShellExecute = false };
        foreach (string word in (string[])["/bin/sh", "-c", Shell, plan.Folder, .. plan.Command]) start.ArgumentList.Add(word);
        Dictionary<string, string> inherited = Inherited();
        start.Environment.Clear();
        foreach ((string name, string value) in inherited.Concat(plan.Environment)) start.Environment[name] = value;
        using Process shell = Process.Start(start)!;
        ProcessIdentity identity = ProcessIdentity.Of(shell.Id) ?? new ProcessIdentity(shell.Id, 0);
        ContainerProcess process = new(plan.Folder, identity, DateTimeOffset.UtcNow);
        process.Remember();
        return process;
    }

    /// <summary>What an image would bring: where programs are, where they may keep settings, and how they speak.</summary>
    private static Dictionary<string, string> Inherited()
    {
        string[] names = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "DOTNET_ROOT", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT", "LD_LIBRARY_PATH"];
        return names.Where(name => Environment.GetEnvironmentVariable(name) is not null).ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!);
    }

    private static bool IsThere(ProcessPlan plan)
    {
        string program = plan.Command[0];
        if (program.Contains('/')) return File.Exists(Path.Combine(plan.WorkingDirectory, program));
        string path = plan.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
    }
}
