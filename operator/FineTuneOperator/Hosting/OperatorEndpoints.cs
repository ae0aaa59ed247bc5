using FineTuneOperator.Progress;
using FineTuneOperator.Telemetry;
using k8s;
using k8s.Autorest;
using KubeOps.KubernetesClient;
using Prometheus;

namespace FineTuneOperator.Hosting;

/// <summary>What the process answers.</summary>
internal static class OperatorEndpoints
{
    public static void MapFineTuneOperator(this WebApplication app)
    {
        // Made now, so that the first scrape shows every figure at zero.
        app.Services.GetRequiredService<OperatorMetrics>();
        app.UseRateLimiter();
        app.MapPost(ProgressEndpoint.Path, (HttpRequest request, ProgressEndpoint endpoint, CancellationToken cancellationToken) => endpoint.PostAsync(request, cancellationToken))
            .RequireRateLimiting(OperatorServices.ProgressLimit);
        app.MapMetrics("/metrics");
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", ReadyAsync);
    }

    // Ready means that the API server answers and knows our kinds.
    private static async Task<IResult> ReadyAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ApiClient.CustomObjects.GetAPIResourcesAsync(Api.ApiGroup.Name, Api.ApiGroup.Version, cancellationToken: cancellationToken);
            return Results.Text("ok");
        }
        catch (Exception e) when (e is HttpRequestException or HttpOperationException)
        {
            return Results.Text($"the API server does not answer: {e.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
