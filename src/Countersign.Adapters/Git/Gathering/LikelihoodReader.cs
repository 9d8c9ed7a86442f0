// Where a change stands among the target's recent ones, from the target's history and model at the tip; read when a rule asks.
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>What was found out about one change, and what it was measured with.</summary>
public sealed record ReadLikelihood(Assessment Assessment, ChangeFeatures Features, IReadOnlyList<ChangeFeatures> Recent, FittedModel? Model)
{
    public LikelihoodFacts Fact =>
        new(Assessment.Percentile, Assessment.Probability, Assessment.Basis) { Among = Assessment.Among, Reasons = Assessment.Reasons };
}

public sealed class LikelihoodReader(CleanRoom room)
{
    public const string ModelPath = ".countersign/likelihood.json";
    private const long LargestModel = JsonDocumentReader.MostBytes;

    /// <summary>Two processes without a model, three with one; all that it takes from the clock is <see cref="Facts.Now"/>.</summary>
    public ReadLikelihood Read(Gathered gathered)
    {
        var tip = gathered.Arrival.Tip;
        var (model, problem) = ModelAt(gathered.Rulebook.Tree);
        var features = PastReading.Next(
            room,
            tip,
            gathered.Files.Select(file => file.IsBinary ? (file.Path, 0, 0) : (file.Path, file.Added ?? 0, file.Deleted ?? 0)),
            gathered.Facts.Subject.Message,
            gathered.Facts.Now,
            withPast: model is not null
        );
        IReadOnlyList<ChangeFeatures> recent = [.. PastReading.Newest(room, tip).Select(change => change.Features)];
        var assessment = model is null ? Assessment.Cold(features, recent) : Assessment.Fitted(features, model, recent);
        return new ReadLikelihood(
            problem is null ? assessment : assessment with { Basis = $"{assessment.Basis}; {ModelPath} cannot be read: {problem}" },
            features,
            recent,
            model
        );
    }

    /// <summary>The model in a tree; a problem in words where one stands there and cannot be read.</summary>
    public (FittedModel? Model, string? Problem) ModelAt(ObjectId tree)
    {
        if (room.Find(tree, RepoPath.Of(ModelPath)) is not { } entry)
        {
            return (null, null);
        }

        if (!entry.Mode.IsFile())
        {
            return (null, "it is no regular file");
        }

        var content = room.ReadBlob(entry.Id, LargestModel);
        return content.IsCut
            ? (null, "it is too large")
            : ModelJson
                .Read(content.Bytes, ModelPath)
                .Match<(FittedModel?, string?)>((model, _) => (model, null), problems => (null, problems[0].Message));
    }
}
