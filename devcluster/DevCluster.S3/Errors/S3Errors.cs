using System.Net;

namespace DevCluster.S3.Errors;

/// <summary>The error table: code, status, text, as the S3 API reference lists them.</summary>
internal static class S3Errors
{
    public static readonly S3Error AccessDenied = new("AccessDenied", HttpStatusCode.Forbidden, "Access Denied");
    public static readonly S3Error AuthorizationHeaderMalformed = new("AuthorizationHeaderMalformed", HttpStatusCode.BadRequest, "The authorization header that you provided is not valid.");
    public static readonly S3Error AuthorizationQueryParametersError = new("AuthorizationQueryParametersError", HttpStatusCode.BadRequest, "The authorization query parameters that you provided are not valid.");
    public static readonly S3Error BadDigest = new("BadDigest", HttpStatusCode.BadRequest, "The checksum you specified did not match what we received.");
    public static readonly S3Error BucketAlreadyOwnedByYou = new("BucketAlreadyOwnedByYou", HttpStatusCode.Conflict, "Your previous request to create the named bucket succeeded and you already own it.");
    public static readonly S3Error BucketNotEmpty = new("BucketNotEmpty", HttpStatusCode.Conflict, "The bucket you tried to delete is not empty.");
    public static readonly S3Error EntityTooSmall = new("EntityTooSmall", HttpStatusCode.BadRequest, "Your proposed upload is smaller than the minimum allowed object size.");
    public static readonly S3Error IncompleteBody = new("IncompleteBody", HttpStatusCode.BadRequest, "You did not provide the number of bytes specified by the Content-Length HTTP header.");
    public static readonly S3Error InternalError = new("InternalError", HttpStatusCode.InternalServerError, "We encountered an internal error. Please try again.");
    public static readonly S3Error InvalidAccessKeyId = new("InvalidAccessKeyId", HttpStatusCode.Forbidden, "The access key Id you provided does not exist in our records.");
    public static readonly S3Error InvalidArgument = new("InvalidArgument", HttpStatusCode.BadRequest, "Invalid Argument");
    public static readonly S3Error InvalidBucketName = new("InvalidBucketName", HttpStatusCode.BadRequest, "The specified bucket is not valid.");
    public static readonly S3Error InvalidDigest = new("InvalidDigest", HttpStatusCode.BadRequest, "The Content-MD5 you specified is not valid.");
    public static readonly S3Error InvalidPart = new("InvalidPart", HttpStatusCode.BadRequest, "One or more of the specified parts could not be found.");
    public static readonly S3Error InvalidPartOrder = new("InvalidPartOrder", HttpStatusCode.BadRequest, "The list of parts was not in ascending order.");
    public static readonly S3Error InvalidRange = new("InvalidRange", HttpStatusCode.RequestedRangeNotSatisfiable, "The requested range is not satisfiable");
    public static readonly S3Error InvalidRequest = new("InvalidRequest", HttpStatusCode.BadRequest, "Invalid Request");
    public static readonly S3Error KeyTooLong = new("KeyTooLongError", HttpStatusCode.BadRequest, "Your key is too long");
    public static readonly S3Error MalformedXml = new("MalformedXML", HttpStatusCode.BadRequest, "The XML you provided was not well-formed or did not validate against our published schema");
    public static readonly S3Error MethodNotAllowed = new("MethodNotAllowed", HttpStatusCode.MethodNotAllowed, "The specified method is not allowed against this resource.");
    public static readonly S3Error MissingContentLength = new("MissingContentLength", HttpStatusCode.LengthRequired, "You must provide the Content-Length HTTP header.");
    public static readonly S3Error NoSuchBucket = new("NoSuchBucket", HttpStatusCode.NotFound, "The specified bucket does not exist");
    public static readonly S3Error NoSuchKey = new("NoSuchKey", HttpStatusCode.NotFound, "The specified key does not exist.");
    public static readonly S3Error NoSuchUpload = new("NoSuchUpload", HttpStatusCode.NotFound, "The specified multipart upload does not exist. The upload ID might be invalid, or the multipart upload might have been aborted or completed.");
    public static readonly S3Error NotImplemented = new("NotImplemented", HttpStatusCode.NotImplemented, "A header or query you provided implies functionality that is not implemented.");
    public static readonly S3Error NotModified = new("NotModified", HttpStatusCode.NotModified, "Not Modified");
    public static readonly S3Error PreconditionFailed = new("PreconditionFailed", HttpStatusCode.PreconditionFailed, "At least one of the preconditions you specified did not hold.");
    public static readonly S3Error RequestTimeTooSkewed = new("RequestTimeTooSkewed", HttpStatusCode.Forbidden, "The difference between the request time and the server's time is too large.");
    public static readonly S3Error SignatureDoesNotMatch = new("SignatureDoesNotMatch", HttpStatusCode.Forbidden, "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    public static readonly S3Error ContentSha256Mismatch = new("XAmzContentSHA256Mismatch", HttpStatusCode.BadRequest, "The provided 'x-amz-content-sha256' header does not match what was computed.");

    /// <summary>What this store does not do, by its name in the request.</summary>
    public static S3Exception Refused(string what) => new(NotImplemented, $"{what} is not implemented by this store.");
}
