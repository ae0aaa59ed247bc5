namespace FineTune.Storage.S3;

/// <summary>Sends calls over presigned URLs; an answer that is not one of those expected is a failure and never data.</summary>
internal sealed class S3Wire(HttpClient http, S3Endpoint endpoint, Presigner presigner, StoreOptions options)
{
    private const int SlowFactor = 20;

    private readonly Retry _retry = new(options);

    /// <summary>Sends a call, again where that may help; <paramref name="read"/> runs only on an expected answer.</summary>
    public Task<T> SendAsync<T>(Func<S3Call> make, Func<HttpResponseMessage, StallGuard, Task<T>> read, CancellationToken ct) =>
        _retry.RunAsync((_, token) => TryAsync(make(), read, token), ct);

    /// <summary>The same, for calls that have to know whether an earlier try may have taken effect.</summary>
    public Task<T> SendAsync<T>(S3Call call, Func<HttpResponseMessage, StallGuard, int, Task<T>> read, CancellationToken ct) =>
        _retry.RunAsync((tries, token) => TryAsync(call, (response, guard) => read(response, guard, tries), token), ct);

    /// <summary>What a failure is about.</summary>
    public string Place(ObjectUri uri) => $"{uri} at {endpoint}";

    private async Task<T> TryAsync<T>(S3Call call, Func<HttpResponseMessage, StallGuard, Task<T>> read, CancellationToken ct)
    {
        TimeSpan silence = call.IsSlow ? options.Silence * SlowFactor : options.Silence;
        using StallGuard guard = new(silence, ct);
        try
        {
            using HttpRequestMessage request = new(call.Method, presigner.Presign(call)) { Content = call.Content?.Invoke(guard) };
            foreach ((string name, string value) in call.SignedHeaders.Concat(call.Headers)) request.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token);
            guard.Moving();
            if (!call.Answers.Contains(response.StatusCode)) throw (await S3Refusal.ReadAsync(response, guard)).At(Place(call.Uri));
            return await read(response, guard);
        }
        catch (Exception e) when (e is HttpRequestException or TransportException || (e is OperationCanceledException && guard.HasStalled))
        {
            string what = e is OperationCanceledException ? $"nothing moved for {silence.TotalSeconds:0.#} s" : e.Message;
            throw new StorageException(StorageFailure.Unavailable, $"{Place(call.Uri)}: the store cannot be reached ({what})", e);
        }
    }
}
