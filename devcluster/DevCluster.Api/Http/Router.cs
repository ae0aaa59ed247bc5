using System.Text.Json.Nodes;
using DevCluster.Api.Access;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Verbs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevCluster.Api.Http;

/// <summary>Sends a request to its verb; what no verb answers is refused by name.</summary>
internal sealed partial class Router(ClusterState cluster, ILogger log)
{
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await DispatchAsync(http);
        }
        catch (ApiException refusal) when (!http.Response.HasStarted)
        {
            await Answer.SendAsync(http, refusal.ToStatus(), refusal.Code);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // The client left; there is nobody to answer.
        }
        catch (Exception defect) when (!http.Response.HasStarted)
        {
            Failed(log, http.Request.Method, http.Request.Path, defect);
            await Answer.SendAsync(http, new ApiException(500, "InternalError", $"Internal error occurred: {defect.Message}").ToStatus(), 500);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} met a defect")]
    private static partial void Failed(ILogger log, string method, string path, Exception defect);

    private async Task DispatchAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!.TrimEnd('/');
        Identity who = Authenticate(http);
        if (await NonResources.TryAnswerAsync(http, path, who, cluster)) return;
        if (ReviewPath.Parse(path) is { } review)
        {
            await AnswerReviewAsync(http, review, who);
            return;
        }

        ApiPath target = ApiPath.Parse(path, cluster.Kinds) ?? throw Refusals.NoSuchPath();
        if (target.Kind.Resource == "namespaces") target = target with { Namespace = "" };
        Call call = new(http, target, cluster, who);
        Permissions.Require(call);
        await RunAsync(call);
    }

    private async Task AnswerReviewAsync(HttpContext http, ReviewPath review, Identity who)
    {
        if (http.Request.Method != "POST") throw Refusals.MethodNotAllowed();
        Permissions.Require(cluster, who, new Ask("create", review.Kind.Group, review.Kind.Plural, review.Namespace, null), review.Kind);
        JsonObject question = BodyShape.Require(review.Kind, await Body.ReadAsync(http.Request, review.Kind.Kind, BodyUse.Object, [], http.RequestAborted));
        await Answer.SendAsync(http, Reviews.Answer(cluster, who, review, question), 201);
    }

    private Identity Authenticate(HttpContext http)
    {
        string header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)) return Identity.Anonymous;
        return Authentication.Recognize(cluster, header["Bearer ".Length..], [Tokens.ApiAudience])?.Who ?? throw new ApiException(401, "Unauthorized", "Unauthorized");
    }

    private static Task RunAsync(Call call) => (call.Http.Request.Method, call.Path.Name, call.Path.Subresource) switch
    {
        (not "POST", _, _) when call.Kind.ReviewOnly => throw Refusals.MethodNotAllowed(),
        ("GET", _, _) when call.IsWatch => WatchVerb.RunAsync(call),
        ("GET", null, _) => ListVerb.RunAsync(call),
        ("GET", _, null) => ReadVerb.RunAsync(call),
        ("GET", _, "status") when call.Kind.HasStatus => ReadVerb.RunAsync(call),
        ("POST", null, _) when call.Kind.Plural == "bindings" => BindVerb.RunAsync(call),
        ("POST", null, _) when call.Kind.Namespaced && call.Path.Namespace.Length == 0 => throw Refusals.MethodNotAllowed(),
        ("POST", null, _) => CreateVerb.RunAsync(call),
        ("PUT", not null, null) => UpdateVerb.PutAsync(call),
        ("PUT", not null, "status") when call.Kind.HasStatus => UpdateVerb.PutAsync(call),
        ("PATCH", not null, null) => UpdateVerb.PatchAsync(call),
        ("PATCH", not null, "status") when call.Kind.HasStatus => UpdateVerb.PatchAsync(call),
        ("DELETE", null, _) when call.Kind.Resource != "namespaces" => DeleteVerb.CollectionAsync(call),
        ("DELETE", not null, null) => DeleteVerb.OneAsync(call),
        (_, not null, not null) => SubresourceAsync(call),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private static async Task SubresourceAsync(Call call)
    {
        Task answer = (call.Http.Request.Method, call.Kind.Resource, call.Path.Subresource) switch
        {
            ("GET", "pods", "log") => PodLogVerb.RunAsync(call),
            ("POST", "pods", "binding") => BindVerb.RunAsync(call),
            ("POST", "pods", "eviction") => EvictVerb.RunAsync(call),
            ("GET" or "PUT" or "PATCH", _, "scale") when call.Kind.Scale is not null => ScaleVerb.RunAsync(call),
            ("POST", _, "status") when call.Kind.Custom && call.Kind.HasStatus => throw Refusals.NotSupported(call.Kind, "create"),
            ("DELETE", _, "status") when call.Kind.Custom && call.Kind.HasStatus => throw Refusals.NotSupported(call.Kind, "delete"),
            ("PUT", "namespaces", "finalize") => UpdateVerb.PutAsync(call),
            ("POST", "serviceaccounts", "token") => call.AnswerAsync(TokenRequests.Answer(call.Cluster, call.Existing(), await call.OptionsAsync()), 201),
            _ when Subresources.Of(call.Kind).Any(one => one.Name == call.Path.Subresource) => throw Refusals.MethodNotAllowed(),
            _ => throw Refusals.NoSuchPath(),
        };
        await answer;
    }
}
