using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>A file of a volume.</summary>
internal sealed record VolumeFile(string Path, byte[] Content, UnixFileMode Mode);

/// <summary>A service account token that a volume wants, and where.</summary>
internal sealed record TokenFile(string Path, string? Audience, long Seconds);

/// <summary>What the volumes of a pod hold: folders, files and tokens. A value that VolumeWriter writes.</summary>
internal sealed record VolumePlan(IReadOnlyList<string> Folders, IReadOnlyList<VolumeFile> Files, IReadOnlyList<TokenFile> Tokens)
{
    private const int DefaultMode = 0b110_100_100;

    public static VolumePlan Of(JsonObject pod, References references, PodFolder folder)
    {
        List<string> folders = [];
        List<VolumeFile> files = [];
        List<TokenFile> tokens = [];
        foreach (JsonObject volume in pod.Items("spec", "volumes"))
        {
            string name = volume.Text("name")!;
            folders.Add(folder.Volume(name));
            try
            {
                JsonObject[] sources = volume["projected"] is { } projected ? [.. projected.Items("sources")] : [volume];
                int mode = (int)(volume.Number("projected", "defaultMode") ?? DefaultMode);
                foreach (JsonObject source in sources) Add(source, new Target(pod, references, folder.Volume(name), mode), files, tokens);
            }
            catch (ConfigurationProblem problem)
            {
                throw new ConfigurationProblem($"MountVolume.SetUp failed for volume \"{name}\" : {problem.Message}");
            }
        }

        return new VolumePlan(folders, files, tokens);
    }

    private static void Add(JsonObject source, Target target, List<VolumeFile> files, List<TokenFile> tokens)
    {
        string kind = source.Select(pair => pair.Key).First(key => key != "name");
        JsonNode spec = source[kind]!;
        switch (kind)
        {
            case "emptyDir":
                break;
            case "configMap":
                files.AddRange(Entries("configmap", spec.Text("name") ?? "", spec, target));
                break;
            case "secret":
                files.AddRange(Entries("secret", spec.Text("secretName") ?? spec.Text("name") ?? "", spec, target));
                break;
            case "downwardAPI":
                files.AddRange(spec.Items("items").Select(item => target.File(item.Text("path")!, Encoding.UTF8.GetBytes(Downward(item, target.Pod)), spec, item)));
                break;
            case "serviceAccountToken":
                tokens.Add(new TokenFile(Path.Combine(target.Folder, spec.Text("path")!), spec.Text("audience"), spec.Number("expirationSeconds") ?? 3600));
                break;
            default:
                throw new ConfigurationProblem($"volume type {kind} is not in the development cluster's subset");
        }
    }

    private static IEnumerable<VolumeFile> Entries(string kind, string name, JsonNode spec, Target target)
    {
        if (target.References.Data(kind, name, spec.Is("optional")) is not { } data) return [];
        JsonObject[] items = [.. spec.Items("items")];
        if (items.Length == 0) return data.Select(pair => target.File(pair.Key, pair.Value, spec, null));
        return items.Where(item => data.ContainsKey(item.Text("key")!) || !spec.Is("optional")).Select(item => target.File(item.Text("path")!,
            data.GetValueOrDefault(item.Text("key")!) ?? throw new ConfigurationProblem($"references non-existent {kind} key: {item.Text("key")}"), spec, item));
    }

    private static string Downward(JsonObject item, JsonObject pod)
    {
        if (item["fieldRef"] is { } field) return PodFields.Field(pod, field.Text("fieldPath")!);
        JsonObject first = pod.Items("spec", "containers").First();
        return PodFields.Resource(pod, first, item["resourceFieldRef"]!, null);
    }

    private sealed record Target(JsonObject Pod, References References, string Folder, int Mode)
    {
        public VolumeFile File(string path, byte[] content, JsonNode spec, JsonObject? item)
            => new(Path.Combine(Folder, path), content, (UnixFileMode)(item.Number("mode") ?? spec.Number("defaultMode") ?? Mode));
    }
}
