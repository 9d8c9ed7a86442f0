// A report that cannot be read: what is wrong with it, for whoever wrote it.
namespace Countersign.Adapters.Evidence;

/// <summary>The message completes "the report FILE ...".</summary>
public sealed class ReportProblem(string message) : Exception(message);
