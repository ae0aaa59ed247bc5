using DevCluster.S3.Body;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>PUT /bucket/key?partNumber&amp;uploadId</summary>
internal static class UploadPartVerb
{
    private const int MostParts = 10000;

    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        UploadStore uploads = request.In(buckets).Uploads;
        Upload upload = uploads.Find(request.Query["uploadId"]!, request.NeedKey());
        PutObject.NeedLength(request);
        if (!int.TryParse(request.Query["partNumber"], out int number) || number is < 1 or > MostParts)
            throw new S3Exception(S3Errors.InvalidArgument, $"Part number must be an integer between 1 and {MostParts}, inclusive");
        string file = uploads.NewPartFile(upload);
        try
        {
            string md5;
            await using (FileStream bytes = new(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
                (_, md5) = await BodyReader.CopyAsync(request, bytes);
            uploads.CommitPart(upload, number, md5, file);
            request.Context.Response.Headers.ETag = Conditions.Quoted(md5);
        }
        catch (DirectoryNotFoundException)
        {
            throw new S3Exception(S3Errors.NoSuchUpload);
        }
        finally
        {
            if (File.Exists(file)) File.Delete(file);
        }
    }
}
