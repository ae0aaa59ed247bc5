using System.Text.Json.Nodes;
using DevCluster.Api.Access;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Kinds;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DevCluster.Api.Verbs;

/// <summary>One request on one resource, with what every verb needs to answer it.</summary>
internal sealed record Call(HttpContext Http, ApiPath Path, ClusterState Cluster, Identity User)
{
    public ResourceKind Kind => Path.Kind;
    public ObjectLog Log => Cluster.Log;
    public string Name => Path.Name!;
    public CancellationToken Aborted => Http.RequestAborted;
    public bool IsWatch => Http.Request.Method == "GET" && (Path.Watch || (Path.Name is null && Query("watch") is not (null or "false" or "0")));
    public bool DryRun => Query("dryRun") is not null;
    /// <summary>The fields that the body gives twice.</summary>
    public List<string> Duplicates { get; } = [];
    public ObjectKey Key => new(Kind.Store, Path.Namespace, Name);

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out StringValues value) ? value.ToString() : null;

    public bool Flag(string name) => Query(name) is "true" or "1";

    /// <summary>A whole number among the query parameters, or 400 in the words of Go.</summary>
    public long? Number(string name)
    {
        if (Query(name) is not { Length: > 0 } text) return null;
        return long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Refusals.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    /// <summary>A stored object as this request's version of its kind shows it.</summary>
    public JsonObject Served(JsonObject stored) => Kinds.Served.Read(Kind, stored);

    public JsonObject Existing() => Log.Get(Key) is { } stored ? Served(stored) : throw Refusals.NotFound(Kind, Name);

    public Task<JsonNode?> BodyAsync(BodyUse use = BodyUse.Object) => Body.ReadAsync(Http.Request, Kind.Kind, use, Duplicates, Aborted);

    /// <summary>The object that is to be created or to replace one; what is not of this kind is refused.</summary>
    public async Task<JsonObject> ObjectAsync() => BodyShape.Require(Kind, await BodyAsync());

    /// <summary>DeleteOptions and the like, which may be left out.</summary>
    public async Task<JsonObject> OptionsAsync() => await BodyAsync(BodyUse.Options) as JsonObject ?? [];

    public Task AnswerAsync(JsonNode body, int code = 200)
        => Answer.SendAsync(Http, Forms.Apply(this, body), code, Accepted.Yaml);

    public Accepted Accepted => Accepted.Of(Http.Request.Headers.Accept.ToString(), Forms.Offered);
}
