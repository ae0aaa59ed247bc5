using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace FineTune.Demo.Harness;

/// <summary>Applies YAML server-side, as <c>kubectl apply --server-side</c> does.</summary>
public sealed class ObjectWriter(Kubernetes client)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // kind -> plural, whether namespaced: what the samples hold.
    private static readonly Dictionary<string, (string Plural, bool Namespaced)> Kinds = new()
    {
        ["Namespace"] = ("namespaces", false),
        ["Secret"] = ("secrets", true),
        ["CustomResourceDefinition"] = ("customresourcedefinitions", false),
        ["FineTuneJob"] = ("finetunejobs", true),
        ["FineTuneRuntime"] = ("finetuneruntimes", true),
        ["ClusterFineTuneRuntime"] = ("clusterfinetuneruntimes", false),
    };

    /// <summary>Applies every document of a YAML text.</summary>
    public async Task ApplyAsync(string yaml, CancellationToken cancellationToken)
    {
        foreach (var document in YamlDocuments.Read(yaml))
            await ApplyAsync(document, cancellationToken);
    }

    /// <summary>Waits until every CRD is established.</summary>
    public Task WaitForCrdsAsync(CancellationToken cancellationToken) =>
        Poll.UntilAsync("the CRDs to be established", Patience, async () =>
        {
            var list = await client.ApiextensionsV1.ListCustomResourceDefinitionAsync(cancellationToken: cancellationToken);
            return list.Items.All(crd => crd.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) == true);
        }, cancellationToken);

    private async Task ApplyAsync(JsonObject document, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(client.BaseUri, $"{PathOf(document)}?fieldManager=finetune-demo&force=true"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(document.ToJsonString()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/apply-patch+yaml");
        if (client.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        using var response = await client.HttpClient.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"apply {document["kind"]} {document["metadata"]?["name"]}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static string PathOf(JsonObject document)
    {
        var apiVersion = document["apiVersion"]!.GetValue<string>();
        var (plural, namespaced) = Kinds[document["kind"]!.GetValue<string>()];
        var root = apiVersion.Contains('/') ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
        var ns = namespaced ? $"/namespaces/{document["metadata"]!["namespace"]?.GetValue<string>() ?? "default"}" : "";
        return $"{root}{ns}/{plural}/{document["metadata"]!["name"]!.GetValue<string>()}";
    }
}
