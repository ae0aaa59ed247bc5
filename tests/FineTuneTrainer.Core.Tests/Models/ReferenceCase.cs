using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using TestKit;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>One case of tests/Golden/cases: a model's folder, a task, and everything that transformers computed from them.</summary>
internal sealed class ReferenceCase
{
    private static readonly Dictionary<string, (ModelTask Task, ProblemType Problem)> Tasks = new()
    {
        ["sequence-classification"] = (ModelTask.SequenceClassification, ProblemType.SingleLabel),
        ["multi-label"] = (ModelTask.SequenceClassification, ProblemType.MultiLabel),
        ["regression"] = (ModelTask.SequenceClassification, ProblemType.Regression),
        ["token-classification"] = (ModelTask.TokenClassification, ProblemType.SingleLabel),
        ["masked-lm"] = (ModelTask.MaskedLM, ProblemType.SingleLabel),
        ["causal-lm"] = (ModelTask.CausalLM, ProblemType.SingleLabel),
        ["question-answering"] = (ModelTask.QuestionAnswering, ProblemType.SingleLabel),
        ["seq2seq"] = (ModelTask.Seq2Seq, ProblemType.SingleLabel),
        ["image-classification"] = (ModelTask.ImageClassification, ProblemType.SingleLabel),
    };

    /// <summary>The config that transformers 4 wrote.</summary>
    public const string OldConfig = "config.v4.json";

    private readonly JsonElement _json;

    public ReferenceCase(string name)
    {
        Name = name;
        _json = Golden.Json("cases", $"{name}.json");
        Tensors = Golden.Tensors("cases", $"{name}.safetensors");
        (Task, Problem) = Tasks[_json.GetProperty("task").GetString()!];
    }

    /// <summary>The names of all cases with a curve: the special ones have tests of their own.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Golden("cases"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name is not ("llama3-packed" or "bert-unpadded")).Order(StringComparer.Ordinal),
    ];

    public string Name { get; }

    public ModelTask Task { get; }

    public ProblemType Problem { get; }

    public Dictionary<string, Tensor> Tensors { get; }

    public string Folder => _json.GetProperty("model").GetString()!;

    public bool Has(string property) => _json.TryGetProperty(property, out _);

    public bool HasOldConfig => new GoldenFolder("models", Folder).Names.Contains(OldConfig);

    public IEnumerable<string> Unused => Texts("folder_keys_not_used");

    public IEnumerable<string> NoDecay => Texts("no_decay");

    private HashSet<string> Noisy => [.. Texts("insensitive_parameters"), .. _json.GetProperty("final_norm_noise").EnumerateObject().Select(pair => pair.Name)];

    public Dictionary<string, string> Tied => _json.GetProperty("tied").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);

    public Dictionary<string, long[]> Parameters => _json.GetProperty("parameters").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.EnumerateArray().Select(size => size.GetInt64()).ToArray());

    public Dictionary<string, double> FinalNorms => _json.GetProperty("final_norms").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble());

    public JsonElement this[string property] => _json.GetProperty(property);

    public double Tolerance(string of) => _json.GetProperty("tolerances").GetProperty(of).GetDouble();

    /// <summary>Whether a parameter's gradient is zero, at least in part, in exact arithmetic (a key's bias, fused or not): AdamW makes steps of random sign of its rounding noise.</summary>
    public bool IsNoisy(string parameter) => Noisy.Contains(parameter) || parameter.EndsWith("query_key_value.bias", StringComparison.Ordinal) || parameter.EndsWith("c_attn.bias", StringComparison.Ordinal);

    /// <summary>The model from its folder, with the head that the case brings.</summary>
    public TaskModel Model(LinearKernelType kernel = LinearKernelType.Native, string configFile = "config.json", ScalarType type = ScalarType.Float32)
    {
        var folder = MemoryFolder.Copy(new GoldenFolder("models", Folder));
        if (configFile != "config.json")
            folder.Put("config.json", folder.Bytes(configFile));
        var model = ModelCatalog.Load(folder, Options(kernel, folder.Json("config.json")) with { WeightType = type });
        return Golden.WithHead(model, Tensors);
    }

    private ModelOptions Options(LinearKernelType kernel, JsonObject config)
    {
        var labels = _json.GetProperty("config_overrides").TryGetProperty("num_labels", out var count) ? count.GetInt32() : 0;
        if (Task == ModelTask.ImageClassification)
            labels = ((JsonObject)config["id2label"]!).Count;
        return new ModelOptions { Task = Task, Problem = Problem, Labels = [.. Enumerable.Range(0, labels).Select(i => $"LABEL_{i}")], Kernel = LinearKernels.Of(kernel) };
    }

    private IEnumerable<string> Texts(string property) => _json.GetProperty(property).EnumerateArray().Select(item => item.GetString()!);
}
