namespace DevCluster.Pods.Logs;

/// <summary>Copies what a process writes into its log, line by line, with the time; after a restart it goes on where it was.</summary>
internal sealed class LogPump(string folder, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(30);
    private readonly List<byte> _line = [];

    /// <summary>Runs until the process has ended and everything it wrote is copied.</summary>
    public async Task RunAsync(Task ended)
    {
        string output = Path.Combine(folder, "output");
        await using FileStream log = new(Path.Combine(folder, LogFile.Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        long position = await CopiedAsync(log);
        log.Seek(0, SeekOrigin.End);
        while (true)
        {
            bool last = ended.IsCompleted;
            if (File.Exists(output)) position = await CopyAsync(output, position, log);
            if (last) break;
            await Task.WhenAny(ended, Task.Delay(Step));
        }

        if (_line.Count > 0) await WriteLineAsync(log);
        await log.FlushAsync();
    }

    private async Task<long> CopyAsync(string output, long position, FileStream log)
    {
        await using FileStream source = new(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        source.Seek(position, SeekOrigin.Begin);
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await source.ReadAsync(buffer)) > 0; position += read)
        {
            for (int i = 0; i < read; i++)
            {
                _line.Add(buffer[i]);
                if (buffer[i] == '\n') await WriteLineAsync(log);
            }
        }

        await log.FlushAsync();
        return position;
    }

    private async Task WriteLineAsync(FileStream log)
    {
        await log.WriteAsync((byte[])[.. LogFile.Stamp(time.GetUtcNow()), .. _line]);
        _line.Clear();
    }

    /// <summary>How many bytes of output the log already holds; a line torn by a crash is cut off.</summary>
    private static async Task<long> CopiedAsync(FileStream log)
    {
        byte[] all = new byte[log.Length];
        await log.ReadExactlyAsync(all);
        int end = Array.LastIndexOf(all, (byte)'\n') + 1;
        log.SetLength(end);
        return end - ((long)all.AsSpan(0, end).Count((byte)'\n') * LogFile.StampLength);
    }
}
