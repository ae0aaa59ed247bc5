using FineTuneOperator;
using FineTuneOperator.Hosting;
using FineTuneOperator.Manifests;

if (args is ["manifests", ..]) return ManifestsVerb.Run(args);

var builder = WebApplication.CreateBuilder(args);
var options = OperatorOptions.From(builder.Configuration);
builder.WebHost.UseUrls(options.ListenUrl);
builder.Services.AddFineTuneOperator(options);
var app = builder.Build();
app.MapFineTuneOperator();
app.Logger.LogStart(options);
await app.RunAsync();
return 0;
