using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>Writes the status of a Job as the real controller does: ready and terminating always, other numbers only when not 0.</summary>
internal sealed class JobStatus
{
    private readonly JobFacts _facts;
    private readonly Tally _tally;
    private readonly List<JsonObject> _conditions;

    public JobStatus(JobFacts facts, Tally tally)
    {
        _facts = facts;
        _tally = tally;
        _conditions = [.. facts.Status.Items("conditions").Select(condition => condition.Copy())];
        StartTime = facts.Status.Time("startTime");
    }

    public int Active { get; init; }

    /// <summary>How many pods this decision ends: they terminate from now on.</summary>
    public int Ended { get; init; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? CompletionTime { get; set; }

    public void Add(JobCondition condition, bool isTrue = true)
    {
        int at = _conditions.FindIndex(one => one.Text("type") == condition.Type);
        if (at < 0) _conditions.Add(condition.ToObject(_facts.Now, isTrue));
        else if (_conditions[at].Text("status") != (isTrue ? "True" : "False")) _conditions[at] = condition.ToObject(_facts.Now, isTrue);
    }

    public JsonObject Write()
    {
        JsonObject status = [];
        if (_conditions.Count > 0) status["conditions"] = new JsonArray([.. _conditions]);
        if (StartTime is { } start) status["startTime"] = start.Stamp();
        if (CompletionTime is { } end) status["completionTime"] = end.Stamp();
        if (Active > 0) status["active"] = Active;
        if (_tally.Succeeded > 0) status["succeeded"] = _tally.Succeeded;
        if (_tally.Failed > 0) status["failed"] = _tally.Failed;
        if (_tally.CompletedIndexes.Count > 0) status["completedIndexes"] = _tally.CompletedIndexes.ToString();
        status["terminating"] = _facts.Terminating.Count() + Ended;
        status["uncountedTerminatedPods"] = Uncounted();
        status["ready"] = Active == 0 ? 0 : Math.Min(Active, _facts.Active.Count(pod => pod.Has("Ready")));
        // Parsed again, so that it compares equal to what a server answered.
        return JsonNode.Parse(status.ToJsonString())!.AsObject();
    }

    private JsonObject Uncounted()
    {
        JsonObject uncounted = [];
        if (_tally.UncountedSucceeded.Count > 0) uncounted["succeeded"] = Texts(_tally.UncountedSucceeded);
        if (_tally.UncountedFailed.Count > 0) uncounted["failed"] = Texts(_tally.UncountedFailed);
        return uncounted;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
