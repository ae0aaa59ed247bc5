namespace FineTune.Demo.Harness;

/// <summary>A cluster's folder, emptied, and held until what runs in it has ended.</summary>
internal static class FreshFolder
{
    /// <summary>Runs something in the folder; throws where it is in use, or where a process of it is left running.</summary>
    public static async Task<int> UseAsync(string folder, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        if (FolderOwner.Of(folder) is { } other)
            throw new InvalidOperationException($"a demo is already running (process {other}): wait for its end");
        await OwnProcesses.StopAsync(folder, cancellationToken);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        using var owner = FolderOwner.Take(folder);
        var code = await run();
        return OwnProcesses.Of(folder) is { Count: > 0 } left
            ? throw new InvalidOperationException($"left running: {string.Join(", ", left.Select(process => $"{process.Program} ({process.Id})"))}")
            : code;
    }
}
