using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Logs;

namespace DevCluster.Pods.Running;

/// <summary>What a container left as its last words, bounded as the kubelet bounds it.</summary>
internal static class TerminationMessage
{
    public const string FileName = "termination-log";
    private const int Longest = 4096;
    private const int LongestFromLog = 2048;
    private const int LinesFromLog = 80;

    public static string Read(JsonObject container, string folder, int exitCode)
    {
        string file = Path.Combine(folder, FileName);
        string text = File.Exists(file) ? Encoding.UTF8.GetString(Tail(file, Longest)) : "";
        bool fallsBack = container.Text("terminationMessagePolicy") == "FallbackToLogsOnError" && exitCode != 0;
        return text.Length > 0 || !fallsBack ? text : FromLog(Path.Combine(folder, LogFile.Name));
    }

    private static string FromLog(string path)
    {
        if (!File.Exists(path)) return "";
        string[] lines = [.. File.ReadAllLines(path).TakeLast(LinesFromLog).Select(line => line[Math.Min(line.Length, LogFile.StampLength)..])];
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        return Encoding.UTF8.GetString(text.AsSpan(Math.Max(0, text.Length - LongestFromLog)));
    }

    private static byte[] Tail(string path, int most)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(Math.Max(0, file.Length - most), SeekOrigin.Begin);
        byte[] tail = new byte[Math.Min(file.Length, most)];
        file.ReadExactly(tail);
        return tail;
    }
}
