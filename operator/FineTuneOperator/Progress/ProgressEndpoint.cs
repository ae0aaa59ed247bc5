using System.Text.Json;
using FineTune.Contract;
using FineTuneOperator.Api;
using FineTuneOperator.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace FineTuneOperator.Progress;

/// <summary><c>POST /v1/progress</c>: a trainer says how far it is.</summary>
internal sealed class ProgressEndpoint(TokenCheck tokens, ProgressWriter writer, OperatorOptions options, OperatorMetrics metrics)
{
    /// <summary>The path.</summary>
    public const string Path = "/v1/progress";

    private const string Scheme = "Bearer ";

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IResult result = await AnswerAsync(request, cancellationToken);
        metrics.Reported((result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK);
        return result;
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return Refuse(StatusCodes.Status401Unauthorized, "a bearer token is needed");
        if (await tokens.ReviewAsync(header[Scheme.Length..].Trim(), cancellationToken) is not { } caller) return Refuse(StatusCodes.Status401Unauthorized, $"the token is not valid for audience {PodNames.ProgressAudience}");
        if (request.ContentLength > options.MaxProgressBytes) return Refuse(StatusCodes.Status413PayloadTooLarge, $"at most {options.MaxProgressBytes} bytes");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxProgressBytes;
        (RunProgress? progress, IResult? refusal) = await ReadAsync(request, cancellationToken);
        if (progress is null) return refusal!;
        if (!await tokens.MayReportAsync(caller, progress, cancellationToken)) return Refuse(StatusCodes.Status403Forbidden, "the token's pod does not belong to that job and attempt");
        return await writer.WriteAsync(progress, cancellationToken) switch
        {
            ProgressOutcome.Written => Results.NoContent(),
            ProgressOutcome.Older => Refuse(StatusCodes.Status409Conflict, "a newer attempt reports already"),
            _ => Refuse(StatusCodes.Status404NotFound, $"there is no {FineTuneJob.KindName} {progress.Namespace}/{progress.Job} with that uid"),
        };
    }

    private static async Task<(RunProgress? Progress, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            RunProgress? progress = await JsonSerializer.DeserializeAsync<RunProgress>(request.Body, ContractJson.Lenient, cancellationToken);
            return progress is null ? (null, Refuse(StatusCodes.Status422UnprocessableEntity, "the body is null")) : (progress, null);
        }
        catch (JsonException e)
        {
            return (null, Refuse(StatusCodes.Status422UnprocessableEntity, e.Message));
        }
        catch (BadHttpRequestException e)
        {
            return (null, Refuse(e.StatusCode, e.Message));
        }
    }

    private static IResult Refuse(int code, string message) => Results.Json(new { message }, statusCode: code);
}
