using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>All that a plan for one container rests on.</summary>
internal sealed record PlanInput(JsonObject Pod, JsonObject Container, int Attempt, Image Image, References References, PodFolder Folder, Uri ApiServer, JsonObject? Node);

/// <summary>A container as a process: a value that ProcessHost starts.</summary>
internal sealed record ProcessPlan(string Folder, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory)
{
    /// <summary>Where the process may say why it ended.</summary>
    public string TerminationFile => Path.Combine(Folder, TerminationMessage.FileName);

    /// <summary>Plans one container of a pod: no I/O.</summary>
    public static ProcessPlan Of(PlanInput input)
    {
        if (Subset.Refused(input.Pod, input.Container) is { Count: > 0 } refused) throw new ConfigurationProblem(Subset.Sentence(refused));
        var mounts = MountMap.Of(input.Container, input.Folder, input.Attempt);
        string name = input.Container.Text("name")!;
        string folder = input.Folder.Attempt(name, input.Attempt);
        Dictionary<string, string> variables = ContainerEnvironment.Of(input, mounts);
        string[] command = [.. Words(input).Select(word => mounts.Rewrite(Expansion.Of(word, variables)))];
        if (command.Length == 0) throw new ConfigurationProblem("no command specified");
        return new ProcessPlan(folder, command, variables, WorkingFolder(input, mounts, folder));
    }

    /// <summary>command takes the place of the image's entry point and of its arguments, args that of its arguments alone.</summary>
    private static IEnumerable<string> Words(PlanInput input)
    {
        string[] command = [.. input.Container.Texts("command")];
        string[] args = [.. input.Container.Texts("args")];
        if (command.Length > 0) return command.Concat(args);
        return input.Image.Command.Concat(args.Length > 0 ? args : input.Image.Args);
    }

    /// <summary>A working directory outside every mount becomes a folder of the container's own.</summary>
    private static string WorkingFolder(PlanInput input, MountMap mounts, string folder)
    {
        if (input.Container.Text("workingDir") is not { } wanted) return input.Image.WorkingDirectory ?? Path.Combine(folder, "root");
        string real = mounts.Rewrite(wanted);
        return real != wanted ? real : Path.Combine(folder, "root", wanted.TrimStart('/'));
    }
}
