using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Access;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Kinds;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>One request on one resource, with what every verb needs to answer it.</summary>
internal sealed record Call(HttpContext Http, ApiPath Path, ClusterState Cluster, Identity User)
{
    public ResourceKind Kind => Path.Kind;
    public ObjectLog Log => Cluster.Log;
    public string Name => Path.Name!;
    public CancellationToken Aborted => Http.RequestAborted;
    public bool DryRun => Query("dryRun") is not null;
    public ObjectKey Key => new(Kind.Resource, Path.Namespace, Name);

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues value) ? value.ToString() : null;

    public JsonObject Existing() => Log.Get(Key) ?? throw Refusals.NotFound(Kind, Name);

    public async Task<JsonNode?> BodyAsync()
    {
        try
        {
            return Http.Request.ContentLength == 0 ? null : await JsonNode.ParseAsync(Http.Request.Body, cancellationToken: Aborted);
        }
        catch (JsonException)
        {
            return Http.Request.ContentLength is null ? null : throw Refusals.BadRequest("the body of the request is not JSON");
        }
    }

    public async Task<JsonObject> ObjectAsync()
    {
        JsonObject body = await BodyAsync() as JsonObject ?? throw Refusals.BadRequest("the body of the request must be an object");
        return body;
    }

    public Task AnswerAsync(JsonNode body, int code = 200)
    {
        Http.Response.StatusCode = code;
        Http.Response.ContentType = "application/json";
        return Http.Response.WriteAsync(body.ToJsonString(), Aborted);
    }
}
