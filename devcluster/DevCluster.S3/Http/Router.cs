using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Signing;
using DevCluster.S3.Verbs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DevCluster.S3.Http;

/// <summary>The one ladder from a request to its verb; what has no rung is refused by name.</summary>
internal sealed class Router(BucketCatalog buckets, Authenticator authenticator, string region)
{
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        context.Response.Headers.Server = "DevCluster.S3";
        // Nothing to continue with gets its answer at once, and Amazon's Python client takes that answer's status for the next one's too, if the connection lives.
        if (context.Request.Headers.Expect.Count > 0 && context.Request.ContentLength is 0) context.Response.Headers.Connection = "close";
        S3Request request = new(context);
        try
        {
            request.BodySignature = authenticator.Check(request);
            Refusals.Check(request);
            await Route(request);
        }
        catch (S3Exception e)
        {
            await RefuseAsync(request, e.Error, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or BadHttpRequestException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: there is nobody to answer.
        }
        catch (Exception e)
        {
            await RefuseAsync(request, S3Errors.InternalError, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private Task Route(S3Request request) => (request.Bucket, request.Key) switch
    {
        (null, _) => OfService(request),
        (_, null) => OfBucket(request),
        _ => OfObject(request),
    };

    private Task OfService(S3Request request) => request.Method switch
    {
        "GET" => ListBuckets.AnswerAsync(request, buckets),
        _ => throw new S3Exception(S3Errors.MethodNotAllowed),
    };

    private Task OfBucket(S3Request request) => (request.Method, Subresource.Of(request)) switch
    {
        ("PUT", null) => CreateBucket.AnswerAsync(request, buckets, region),
        ("HEAD", null) => HeadBucket.AnswerAsync(request, buckets, region),
        ("DELETE", null) => DeleteBucket.AnswerAsync(request, buckets),
        ("GET", null) => ListObjects.AnswerAsync(request, buckets),
        ("GET", "list-type") => ListObjects.AnswerAsync(request, buckets),
        ("GET", "location") => GetBucketLocation.AnswerAsync(request, buckets, region),
        ("GET", "uploads") => ListUploads.AnswerAsync(request, buckets),
        ("POST", "delete") => DeleteObjects.AnswerAsync(request, buckets),
        ("POST", null) => throw S3Errors.Refused("A form upload"),
        var (method, subresource) => throw S3Errors.Refused($"{method} ?{subresource} of a bucket"),
    };

    private Task OfObject(S3Request request) => (request.Method, Subresource.Of(request)) switch
    {
        ("PUT", null) when request.Header("x-amz-copy-source") is not null => CopyObject.AnswerAsync(request, buckets),
        ("PUT", "uploadId") when request.Header("x-amz-copy-source") is not null => throw S3Errors.Refused("UploadPartCopy"),
        ("PUT", null) => PutObject.AnswerAsync(request, buckets),
        ("PUT", "uploadId") => UploadPartVerb.AnswerAsync(request, buckets),
        ("GET", null) => GetObject.AnswerAsync(request, buckets),
        ("HEAD", null) => GetObject.AnswerAsync(request, buckets),
        ("GET", "uploadId") => ListParts.AnswerAsync(request, buckets),
        ("DELETE", null) => DeleteObject.AnswerAsync(request, buckets),
        ("DELETE", "uploadId") => AbortUpload.AnswerAsync(request, buckets),
        ("POST", "uploads") => CreateUpload.AnswerAsync(request, buckets),
        ("POST", "uploadId") => CompleteUpload.AnswerAsync(request, buckets),
        var (method, subresource) => throw S3Errors.Refused($"{method} ?{subresource} of an object"),
    };

    private async Task RefuseAsync(S3Request request, S3Error error, string message)
    {
        HttpContext context = request.Context;
        if (context.Response.HasStarted)
        {
            // Half an object has gone out: only a broken connection says that it is not whole.
            context.Abort();
            return;
        }

        // A body that was not read may be long: close instead of reading it to its end.
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true) context.Response.Headers.Connection = "close";
        if (error == S3Errors.NotModified) context.Response.StatusCode = (int)error.Status;
        else await XmlAnswer.SendErrorAsync(request, (int)error.Status, error.Code, message, error == S3Errors.AuthorizationHeaderMalformed ? region : null);
    }
}
