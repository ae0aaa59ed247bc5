using System.CommandLine;
using FineTuneTrainer.Verbs;

var root = new RootCommand("Fine-tunes a model as a run.json says. One verb each; every verb has --help.")
{
    RunVerb.Command(),
    PlanVerb.Command(),
    PredictVerb.Command(),
};
return await root.Parse(args).InvokeAsync();
