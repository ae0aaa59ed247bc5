namespace DevCluster.Api.Verbs;

/// <summary>GET of one object.</summary>
internal static class ReadVerb
{
    public static async Task RunAsync(Call call)
    {
        await Revisions.RequireAsync(call);
        await call.AnswerAsync(call.Existing());
    }
}
