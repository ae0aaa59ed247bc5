using System.Runtime.InteropServices;

namespace DevCluster.Pods.Running;

/// <summary>Sends POSIX signals.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int process, int signal) => _ = Native(process, signal);

    /// <summary>A group is named by its leader.</summary>
    public static void SendToGroup(int leader, int signal) => _ = Native(-leader, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Native(int process, int signal);
}
