// Where an edge between two components was learnt, and how far that is to be trusted.
namespace Countersign.Impact;

public enum GraphSource
{
    /// <summary>.countersign/catalog.yml.</summary>
    Catalog,

    /// <summary>catalog-info.yaml files.</summary>
    Backstage,

    /// <summary>Project files and workspaces in the tree.</summary>
    Projects,

    /// <summary>Calls seen while the services ran, signed by a bot.</summary>
    Runtime,
}

/// <param name="Where">A file, with the line where it has one, or who signed the evidence and when.</param>
public sealed record EdgeProvenance(GraphSource Source, string Where) : IComparable<EdgeProvenance>
{
    /// <summary>Nobody says it: the one lies in the other's folder, which is what <see cref="Where"/> names.</summary>
    public bool IsInferred { get; init; }

    /// <summary>declared, inferred, read from build files, or observed.</summary>
    public string Confidence =>
        Source switch
        {
            _ when IsInferred => "inferred",
            GraphSource.Projects => "read from build files",
            GraphSource.Runtime => "observed",
            _ => "declared",
        };

    public string SourceWord => WordOf(Source);

    public static string WordOf(GraphSource source) => source.ToString().ToLowerInvariant();

    public int CompareTo(EdgeProvenance? other) =>
        other is null ? 1
        : Source != other.Source ? Source.CompareTo(other.Source)
        : string.CompareOrdinal(Where, other.Where);

    public override string ToString() => IsInferred ? $"{Confidence} from the folder {Where}" : $"{Confidence} in {Where}";
}
