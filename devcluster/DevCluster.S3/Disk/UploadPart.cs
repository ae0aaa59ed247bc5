namespace DevCluster.S3.Disk;

/// <summary>A part of an upload; its file's name says number and tag.</summary>
internal sealed record UploadPart(int Number, string ETag, long Size, DateTimeOffset LastModified, string Path)
{
    public static UploadPart Of(string path)
    {
        string[] name = System.IO.Path.GetFileName(path).Split('.');
        FileInfo file = new(path);
        return new UploadPart(int.Parse(name[0]), name[1], file.Length, file.LastWriteTimeUtc, path);
    }
}
