namespace DevCluster.Api.Verbs;

/// <summary>GET of one object.</summary>
internal static class ReadVerb
{
    public static Task RunAsync(Call call) => call.AnswerAsync(call.Existing());
}
