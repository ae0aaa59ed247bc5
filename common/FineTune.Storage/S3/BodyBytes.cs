namespace FineTune.Storage.S3;

/// <summary>Reads small bodies.</summary>
internal static class BodyBytes
{
    /// <summary>At most so many bytes of an answer's body.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, StallGuard guard, int most)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(guard.Token);
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 14];
        for (int count; content.Length < most && (count = await guard.ReadAsync(stream, buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - content.Length)))) > 0;)
            content.Write(buffer, 0, count);
        return content.ToArray();
    }
}
