using FineTuneTrainer.Core.Linears;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>Takes a linear layer's weight and bias by the module's name.</summary>
internal delegate LinearLayer LinearFactory(string name, int inner, int outer);
