using System.Text.Json.Nodes;
using DevCluster.Api.Access;
using DevCluster.Api.Errors;
using DevCluster.Api.Verbs;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>Sends a request to its verb; what no verb answers is refused by name.</summary>
internal sealed class Router(ClusterState cluster)
{
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await DispatchAsync(http);
        }
        catch (ApiException refusal) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, refusal);
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or NullReferenceException && !http.Response.HasStarted)
        {
            // A body whose fields have other types than the kind says.
            await RefuseAsync(http, Refusals.BadRequest("the object in the body does not have the shape of its kind"));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to answer.
        }
    }

    private async Task DispatchAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!.TrimEnd('/');
        Identity who = Authenticate(http);
        if (path is "/healthz" or "/readyz" or "/livez")
        {
            await http.Response.WriteAsync("ok");
            return;
        }

        if (http.Request.Method == "GET" && Discovery.Answer(path, cluster.Kinds) is { } document)
        {
            await http.Response.WriteAsJsonAsync(document);
            return;
        }

        if (http.Request.Method == "POST" && path.EndsWith("reviews", StringComparison.Ordinal)
            && await http.Request.ReadFromJsonAsync<JsonObject>() is { } question && Reviews.Answer(cluster, who, path, question) is { } answer)
        {
            http.Response.StatusCode = 201;
            await http.Response.WriteAsJsonAsync(answer);
            return;
        }

        ApiPath target = ApiPath.Parse(path, cluster.Kinds) ?? throw Refusals.NoSuchPath();
        if (target.Kind.Resource == "namespaces") target = target with { Namespace = "" };
        Call call = new(http, target, cluster, who);
        Authorize(call);
        await RunAsync(call);
    }

    private Identity Authenticate(HttpContext http)
    {
        string header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)) return Identity.Anonymous;
        return cluster.Tokens.Recognize(header["Bearer ".Length..], [Tokens.ApiAudience])?.Who ?? throw new ApiException(401, "Unauthorized", "Unauthorized");
    }

    private void Authorize(Call call)
    {
        string verb = call.Http.Request.Method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => call.Path.Name is null ? "deletecollection" : "delete",
            _ when IsWatch(call) => "watch",
            _ => call.Path.Name is null ? "list" : "get",
        };
        string resource = call.Path.Subresource is null ? call.Kind.Plural : $"{call.Kind.Plural}/{call.Path.Subresource}";
        if (Rbac.Allows(cluster.Log, call.User, new Ask(verb, call.Kind.Group, resource, call.Path.Namespace, call.Path.Name))) return;
        string where = call.Path.Namespace.Length > 0 ? $"in the namespace \"{call.Path.Namespace}\"" : "at the cluster scope";
        string named = call.Path.Name is null ? "" : $" \"{call.Path.Name}\"";
        throw new ApiException(403, "Forbidden",
            $"{call.Kind.Resource}{named} is forbidden: User \"{call.User.User}\" cannot {verb} resource \"{resource}\" in API group \"{call.Kind.Group}\" {where}");
    }

    private static bool IsWatch(Call call) => call.Path.Name is null && call.Query("watch") is not (null or "false" or "0");

    private static Task RunAsync(Call call) => (call.Http.Request.Method, call.Path.Name, call.Path.Subresource) switch
    {
        ("GET", null, _) => IsWatch(call) ? WatchVerb.RunAsync(call) : ListVerb.RunAsync(call),
        ("GET", _, null or "status") => ReadVerb.RunAsync(call),
        ("POST", null, _) => CreateVerb.RunAsync(call),
        ("PUT", not null, null or "status") => UpdateVerb.PutAsync(call),
        ("PATCH", not null, null or "status") => UpdateVerb.PatchAsync(call),
        ("DELETE", null, _) => DeleteVerb.CollectionAsync(call),
        ("DELETE", _, null) => DeleteVerb.OneAsync(call),
        (_, not null, not null) => SubresourceAsync(call),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private static async Task SubresourceAsync(Call call)
    {
        Task answer = (call.Http.Request.Method, call.Kind.Resource, call.Path.Subresource) switch
        {
            ("GET", "pods", "log") => PodVerbs.LogAsync(call),
            ("POST", "pods", "binding") => PodVerbs.BindAsync(call),
            ("POST", "pods", "eviction") => PodVerbs.EvictAsync(call),
            ("POST", "serviceaccounts", "token") => call.AnswerAsync(Reviews.Request(call.Cluster, call.Existing(), await call.ObjectAsync()), 201),
            _ => throw Refusals.NoSuchPath(),
        };
        await answer;
    }

    private static async Task RefuseAsync(HttpContext http, ApiException refusal)
    {
        http.Response.StatusCode = refusal.Code;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(refusal.ToStatus().ToJsonString());
    }
}
