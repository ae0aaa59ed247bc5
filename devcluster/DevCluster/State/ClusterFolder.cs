namespace DevCluster.State;

/// <summary>The names inside a cluster's folder.</summary>
internal sealed record ClusterFolder(string Root)
{
    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    public string ClusterFile => Path.Combine(Root, "cluster.json");

    /// <summary>A file for the shell: <c>source DIR/env</c>.</summary>
    public string Env => Path.Combine(Root, "env");

    public string Log => Path.Combine(Root, "devcluster.log");

    public string Data => Path.Combine(Root, "data");

    public string Keys => Path.Combine(Data, "keys.json");

    public string Objects => Path.Combine(Data, "api");

    public string Buckets => Path.Combine(Data, "s3");

    public string Pods => Path.Combine(Data, "pods");

    /// <summary>Makes the folders; the data holds Secrets and is the owner's alone.</summary>
    public void Create()
    {
        foreach (string path in (string[])[Data, Objects, Buckets, Pods]) Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file that only its owner may read; a reader sees the old one or the new one.</summary>
    public static void WriteSecret(string path, string text)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string next = path + ".next";
        using (StreamWriter writer = new(next, options)) writer.Write(text);
        File.Move(next, path, overwrite: true);
    }
}
