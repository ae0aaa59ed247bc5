using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Tests;

public sealed class ServerTests
{
    private static readonly StaticToken Admin = new("admin-token", "admin", ["system:masters"]);

    [Fact]
    public async Task An_object_is_created_changed_watched_and_deleted()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ApiServer server = await ApiServer.StartAsync(new ApiServerOptions { Tokens = [Admin] }, ct: ct);
        using HttpClient client = Client(server, "admin-token");
        const string Maps = "/api/v1/namespaces/default/configmaps";
        JsonObject map = new() { ["metadata"] = new JsonObject { ["name"] = "a" }, ["data"] = new JsonObject { ["k"] = "v" } };
        using HttpResponseMessage created = await client.PostAsJsonAsync(Maps, map, ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using HttpResponseMessage again = await client.PostAsJsonAsync(Maps, map, ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        map["data"]!["k"] = "w";
        using HttpResponseMessage changed = await client.PutAsJsonAsync(Maps + "/a", map, ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        string revision = (string)(await created.Content.ReadFromJsonAsync<JsonObject>(ct))!["metadata"]!["resourceVersion"]!;
        using HttpResponseMessage deleted = await client.DeleteAsync(Maps + "/a", ct);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        string events = await client.GetStringAsync($"{Maps}?watch=true&timeoutSeconds=1&resourceVersion={revision}", ct);
        string[] types = [.. events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["type"]!)];
        Assert.Equal(["MODIFIED", "DELETED"], types);
    }

    [Fact]
    public async Task Whoever_has_no_role_is_refused()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ApiServer server = await ApiServer.StartAsync(new ApiServerOptions { Tokens = [Admin] }, ct: ct);
        using HttpClient nobody = new() { BaseAddress = server.PlainAddress };
        using HttpResponseMessage anonymous = await nobody.GetAsync("/api/v1/pods", ct);
        Assert.Equal(HttpStatusCode.Forbidden, anonymous.StatusCode);
        using HttpClient wrong = Client(server, "wrong");
        using HttpResponseMessage unknown = await wrong.GetAsync("/api/v1/pods", ct);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    private static HttpClient Client(ApiServer server, string token)
    {
        HttpClient client = new() { BaseAddress = server.PlainAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
