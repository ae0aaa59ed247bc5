using System.IO.Pipelines;

namespace DevCluster.Pods.Logs;

/// <summary>Reads a log as kubectl asks for it.</summary>
internal static class LogReader
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static Stream Open(string path, LogQuery query, Func<bool> isOver, CancellationToken ct)
    {
        Pipe pipe = new();
        _ = PumpAsync(path, query, isOver, pipe.Writer, ct);
        return pipe.Reader.AsStream();
    }

    private static async Task PumpAsync(string path, LogQuery query, Func<bool> isOver, PipeWriter writer, CancellationToken ct)
    {
        try
        {
            await CopyAsync(path, query, isOver, writer, ct);
            await writer.CompleteAsync();
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or IOException)
        {
            await writer.CompleteAsync();
        }
    }

    private static async Task CopyAsync(string path, LogQuery query, Func<bool> isOver, PipeWriter writer, CancellationToken ct)
    {
        long left = query.LimitBytes ?? long.MaxValue;
        long position = 0;
        bool first = true;
        while (left > 0)
        {
            // Asked before reading: what was written before the end is read after it.
            bool over = isOver() || !query.Follow;
            (List<byte[]> lines, position) = await LinesAsync(path, position, over, ct);
            if (query.Since is { } since) lines.RemoveAll(line => LogFile.TimeOf(line) < since);
            if (first && query.TailLines is { } tail && lines.Count > tail) lines.RemoveRange(0, lines.Count - tail);
            first = false;
            foreach (byte[] line in lines)
            {
                ReadOnlyMemory<byte> text = query.Timestamps ? line : line.AsMemory(LogFile.StampLength);
                if (text.Length > left) text = text[..(int)left];
                left -= text.Length;
                if ((await writer.WriteAsync(text, ct)).IsCompleted || left == 0) return;
            }

            if (over) return;
            await Task.Delay(Step, ct);
        }
    }

    /// <summary>The whole lines after a position; at the end also one without a newline.</summary>
    private static async Task<(List<byte[]> Lines, long Position)> LinesAsync(string path, long position, bool over, CancellationToken ct)
    {
        List<byte[]> lines = [];
        if (!File.Exists(path)) return (lines, position);
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(position, SeekOrigin.Begin);
        byte[] rest = new byte[Math.Max(0, file.Length - position)];
        int length = await file.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, ct);
        int start = 0;
        for (int end; (end = rest.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0; start += end + 1) lines.Add(rest[start..(start + end + 1)]);
        if (over && length - start > LogFile.StampLength)
        {
            lines.Add(rest[start..length]);
            start = length;
        }

        return (lines, position + start);
    }
}
