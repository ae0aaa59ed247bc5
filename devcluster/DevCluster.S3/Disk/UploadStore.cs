using DevCluster.S3.Errors;

namespace DevCluster.S3.Disk;

/// <summary>The multipart uploads of a bucket that are neither completed nor aborted, a folder each.</summary>
internal sealed class UploadStore(string folder)
{
    private const string Record = "upload.json";

    /// <summary>Every upload, by key and then by age.</summary>
    public IEnumerable<Upload> All => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, Record, SearchOption.AllDirectories).Select(JsonFile.Read<Upload>)
            .OrderBy(upload => upload.Key, Comparer<string>.Create(KeyOrder.Compare)).ThenBy(upload => upload.Initiated);

    public void Create(Upload upload)
    {
        Directory.CreateDirectory(FolderOf(upload.Id));
        JsonFile.Write(Path.Combine(FolderOf(upload.Id), Record), upload);
    }

    /// <summary>The upload of an id, which has to be of this key.</summary>
    public Upload Find(string id, string key)
    {
        if (!Guid.TryParseExact(id, "N", out _) || !File.Exists(Path.Combine(FolderOf(id), Record))) throw new S3Exception(S3Errors.NoSuchUpload);
        var upload = JsonFile.Read<Upload>(Path.Combine(FolderOf(id), Record));
        return upload.Key == key ? upload : throw new S3Exception(S3Errors.NoSuchUpload);
    }

    /// <summary>A file for a part's bytes, in the making.</summary>
    public string NewPartFile(Upload upload) => Path.Combine(FolderOf(upload.Id), Guid.NewGuid().ToString("N") + ".tmp");

    /// <summary>Makes the bytes a part, in place of an earlier one of its number.</summary>
    public void CommitPart(Upload upload, int number, string etag, string file)
    {
        string[] earlier = Directory.GetFiles(FolderOf(upload.Id), $"{number:d5}.*.part");
        string path = Path.Combine(FolderOf(upload.Id), $"{number:d5}.{etag}.part");
        File.Move(file, path, overwrite: true);
        foreach (string other in earlier.Where(other => other != path)) File.Delete(other);
    }

    /// <summary>The parts of an upload, by number.</summary>
    public IReadOnlyList<UploadPart> Parts(Upload upload) =>
        [.. Directory.GetFiles(FolderOf(upload.Id), "*.part").Order(StringComparer.Ordinal).Select(UploadPart.Of)];

    public void Remove(Upload upload)
    {
        // The record first: a half-removed upload is none.
        File.Delete(Path.Combine(FolderOf(upload.Id), Record));
        Directory.Delete(FolderOf(upload.Id), recursive: true);
    }

    private string FolderOf(string id) => Path.Combine(folder, id);
}
