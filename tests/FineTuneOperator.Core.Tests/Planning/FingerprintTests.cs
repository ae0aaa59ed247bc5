using CsCheck;
using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Planning;

public sealed class FingerprintTests
{
    private static string Of(FineTuneJob job, int epoch = 1, OperatorFacts? facts = null) => Planner.Plan(job, Sample.Runtime, facts ?? new(), epoch).Run.Run.Fingerprint;

    [Fact]
    public void It_does_not_depend_on_the_order_of_keys() => Gen.Shuffle(new[] { ("text", "a"), ("label", "b") }).Sample(columns =>
    {
        FineTuneJob job = Sample.Job(spec => spec with { Datasets = [spec.Datasets[0] with { Columns = columns.ToDictionary(pair => pair.Item1, pair => pair.Item2) }] });
        FineTuneJob other = Sample.Job(spec => spec with { Datasets = [spec.Datasets[0] with { Columns = new Dictionary<string, string> { ["label"] = "b", ["text"] = "a" } }] });
        Assert.Equal(Of(other), Of(job));
    });

    [Fact]
    public void It_does_not_depend_on_who_runs_it_where_and_which_attempt()
    {
        FineTuneJob job = Sample.Job(spec => spec with { Output = new OutputSection { Uri = "s3://elsewhere/" }, Checkpoint = new CheckpointSection { EverySteps = 1 } });
        job.Metadata.Uid = "another";
        Assert.Equal(Of(Sample.Job()), Of(job, 7, new OperatorFacts { ProgressUrl = "http://x/v1/progress" }));
    }

    [Fact]
    public void It_changes_with_everything_that_decides_the_result()
    {
        FineTuneJob[] jobs =
        [
            Sample.Job(),
            Sample.Job(spec => spec with { Seed = 7 }),
            Sample.Job(spec => spec with { Model = new ModelSection { Uri = "s3://models/other/" } }),
            Sample.Job(spec => spec with { Method = new MethodSection { Type = "Freeze" } }),
            Sample.Job(spec => spec with { Hyperparameters = spec.Hyperparameters with { LearningRate = "6e-5" } }),
            Sample.Job(spec => spec with { Preprocessing = new PreprocessingSection { MaxSequenceLength = 64 } }),
            Sample.Job(spec => spec with { Evaluation = new EvaluationSection { KeepBest = false } }),
        ];
        Assert.Equal(jobs.Length, jobs.Select(job => Of(job)).Distinct().Count());
    }

    [Fact]
    public void Decimals_of_one_value_are_one_input()
    {
        static FineTuneJob With(string rate) => Sample.Job(spec => spec with { Hyperparameters = spec.Hyperparameters with { LearningRate = rate } });
        Assert.Equal(Of(With("0.00005")), Of(With("5e-5")));
    }

    [Fact]
    public void A_run_that_is_always_trained_is_told_of_no_other()
    {
        FineTuneJob job = Sample.Job(spec => spec with { Output = spec.Output with { RerunPolicy = "Always" } });
        Assert.Null(Planner.Plan(job, Sample.Runtime, new(), 1).Run.Output.Runs);
        Assert.Equal(Of(Sample.Job()), Of(job));
    }

    [Fact]
    public void The_plan_resolves_every_default()
    {
        RunSpec run = Planner.Plan(Sample.Job(), Sample.Runtime, new OperatorFacts { ProgressUrl = "http://op:8082/v1/progress" }, 2).Run;
        Assert.Equal("s3://models/out/intents/u1/", run.Output.Uri);
        Assert.Equal("s3://models/out/intents/", run.Output.Runs);
        Assert.Equal([ArtifactType.Model], run.Output.Artifacts);
        Assert.Equal(("text", "label"), (run.Datasets[0].Columns["text"], run.Datasets[0].Columns["label"]));
        Assert.Equal(600, run.Checkpoint.EverySeconds);
        Assert.Equal("http://op:8082/v1/progress", run.Progress!.Url);
        Assert.Equal(2, run.Run.Epoch);
    }
}
