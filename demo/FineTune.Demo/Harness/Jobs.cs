using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace FineTune.Demo.Harness;

/// <summary>Reads FineTuneJobs as JSON: the demo sees what a user of the API sees.</summary>
public sealed class Jobs(Kubernetes client)
{
    private const string Group = "finetune.dev";
    private const string Version = "v1alpha1";
    private const string Plural = "finetunejobs";

    /// <summary>A job's status, empty before the first reconcile.</summary>
    public async Task<JobView> GetAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await client.CustomObjects.GetNamespacedCustomObjectAsync(Group, Version, SampleObjects.Namespace, Plural, name, cancellationToken);
        return new JobView(name, JsonSerializer.SerializeToNode(answer)!.AsObject());
    }

    /// <summary>Deletes a job.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        client.CustomObjects.DeleteNamespacedCustomObjectAsync(Group, Version, SampleObjects.Namespace, Plural, name, cancellationToken: cancellationToken);

    /// <summary>Waits until a job is over; tells every look.</summary>
    public async Task<JobView> FollowAsync(string name, TimeSpan patience, Action<JobView> look, CancellationToken cancellationToken)
    {
        JobView? view = null;
        await Poll.UntilAsync($"{name} to finish", patience, async () =>
        {
            view = await GetAsync(name, cancellationToken);
            look(view);
            return view.IsOver;
        }, cancellationToken);
        return view!;
    }
}

/// <summary>One look at a job.</summary>
public sealed record JobView(string Name, JsonObject Object)
{
    /// <summary>The display state.</summary>
    public string State => Text("state") ?? "Pending";

    /// <summary>Whether it succeeded or failed.</summary>
    public bool IsOver => Condition("Succeeded") == "True" || Condition("Failed") == "True";

    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Condition("Succeeded") == "True";

    /// <summary>The uid.</summary>
    public string Uid => Object["metadata"]!["uid"]!.GetValue<string>();

    /// <summary>Percent done.</summary>
    public int Percent => Number("progress", "percent") is { } percent ? (int)percent : 0;

    /// <summary>Steps done.</summary>
    public int Step => Number("progress", "step") is { } step ? (int)step : 0;

    /// <summary>Steps in all.</summary>
    public int TotalSteps => Number("progress", "totalSteps") is { } steps ? (int)steps : 0;

    /// <summary>The stage.</summary>
    public string Stage => Object["status"]?["progress"]?["stage"]?.GetValue<string>() ?? "";

    /// <summary>The failure's message.</summary>
    public string? Failure => Object["status"]?["failure"]?["message"]?.GetValue<string>();

    /// <summary>A condition's status.</summary>
    public string? Condition(string type) =>
        (Object["status"]?["conditions"] as JsonArray)?.FirstOrDefault(condition => condition!["type"]!.GetValue<string>() == type)?["status"]?.GetValue<string>();

    /// <summary>A text of the status.</summary>
    public string? Text(string field) => Object["status"]?[field]?.GetValue<string>();

    private double? Number(params string[] path) =>
        path.Aggregate((JsonNode?)Object["status"], (node, part) => node?[part])?.GetValueKind() == JsonValueKind.Number
            ? path.Aggregate((JsonNode?)Object["status"], (node, part) => node?[part])!.GetValue<double>()
            : null;
}
