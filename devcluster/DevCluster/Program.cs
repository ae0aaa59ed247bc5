using System.CommandLine;
using DevCluster.Verbs;

RootCommand root = new("A Kubernetes API, a pod runner and an S3 store on this machine's loopback, for development and tests.")
{
    UpVerb.Command(),
    DownVerb.Command(),
};

// Without a limit: stopping waits for the pods' own grace.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
