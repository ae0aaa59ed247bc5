using System.Globalization;

namespace DevCluster.Pods.Running;

/// <summary>One run of a container's process: started here, or found again after a restart of the runner.</summary>
internal sealed class ContainerProcess(string folder, ProcessIdentity shell, DateTimeOffset startedAt)
{
    private const int Killed = 128 + Signals.Kill;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(30);

    public DateTimeOffset StartedAt { get; } = startedAt;

    public string Folder { get; } = folder;

    /// <summary>Whether this runner ended the whole group itself.</summary>
    public bool WasKilled { get; private set; }

    private string ExitFile => Path.Combine(Folder, "exit");

    private string StateFile => Path.Combine(Folder, "state");

    /// <summary>The run that a folder speaks of; null when it never began.</summary>
    public static ContainerProcess? Find(string folder)
    {
        string state = Path.Combine(folder, "state");
        if (!File.Exists(state)) return null;
        string[] lines = File.ReadAllLines(state);
        return lines.Length < 2 ? null : new ContainerProcess(folder, ProcessIdentity.Parse(lines[0]), DateTimeOffset.Parse(lines[1], CultureInfo.InvariantCulture));
    }

    public void Remember() => File.WriteAllText(StateFile, $"{shell}\n{StartedAt:O}\n");

    /// <summary>Waits for the end; null when the process vanished without anybody seeing how.</summary>
    public async Task<int?> WaitAsync(CancellationToken ct)
    {
        while (true)
        {
            // Asked in this order: a shell that is gone has written its file before.
            bool alive = shell.IsAlive;
            if (ExitCode() is { } code) return code;
            if (!alive) return WasKilled ? Killed : null;
            await Task.Delay(Step, ct);
        }
    }

    /// <summary>Asks the main process to end, as a container runtime does; what it started is its own affair.</summary>
    public void Terminate()
    {
        if (shell.IsAlive && MainProcess() is { } main) Signals.Send(main, Signals.Terminate);
    }

    /// <summary>Ends the whole group.</summary>
    public void Kill()
    {
        WasKilled = true;
        if (shell.IsAlive) Signals.SendToGroup(shell.Id, Signals.Kill);
    }

    public DateTimeOffset FinishedAt() => File.Exists(ExitFile) ? File.GetLastWriteTimeUtc(ExitFile) : DateTimeOffset.UtcNow;

    private int? MainProcess()
    {
        string file = Path.Combine(Folder, "pid");
        // Written in the first moments of the shell's life.
        SpinWait.SpinUntil(() => File.Exists(file) && new FileInfo(file).Length > 0 || !shell.IsAlive, TimeSpan.FromSeconds(2));
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), out int id) ? id : null;
    }

    private int? ExitCode() => File.Exists(ExitFile) && int.TryParse(File.ReadAllText(ExitFile), out int code) ? code : null;
}
