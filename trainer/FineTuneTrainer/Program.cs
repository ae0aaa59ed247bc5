using System.CommandLine;
using FineTune.Contract;
using FineTuneTrainer.Verbs;

var root = new RootCommand("Fine-tunes a model as a run.json says. One verb each; every verb has --help.")
{
    RunVerb.Command(),
    PlanVerb.Command(),
    EvaluateVerb.Command(),
    PredictVerb.Command(),
    AuditVerb.Command(),
};
// The verbs mind signals themselves: the library's own handling would end the process two seconds after SIGTERM, checkpoint or not.
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return parsed.Errors.Count > 0 ? (int)ExitCode.InvalidConfig : code;
