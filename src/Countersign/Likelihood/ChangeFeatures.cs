// What is measured of a change before anyone reads it: size, spread, purpose and the past of the files it touches.
namespace Countersign.Likelihood;

/// <summary>
/// Eleven of the fourteen change measures of Kamei et al., "A large-scale empirical study of just-in-time quality assurance",
/// IEEE TSE 39(6), 2013. The three of experience (exp, rexp, sexp) are left out on purpose: nothing here says who made the
/// change. Units and how each is counted: specs/likelihood.md.
/// </summary>
public readonly record struct ChangeFeatures
{
    /// <summary>la: lines added.</summary>
    public double LinesAdded { get; init; }

    /// <summary>ld: lines deleted.</summary>
    public double LinesDeleted { get; init; }

    /// <summary>nf: files touched.</summary>
    public double Files { get; init; }

    /// <summary>ns: top-level folders touched; the top itself is one.</summary>
    public double Subsystems { get; init; }

    /// <summary>nd: folders touched.</summary>
    public double Folders { get; init; }

    /// <summary>entropy: of changed lines over files, in bits; 0 for one file.</summary>
    public double Entropy { get; init; }

    /// <summary>fix: the message says that it mends something.</summary>
    public bool IsFix { get; init; }

    /// <summary>ndev: how many people changed these files before. A number; who they are is not kept.</summary>
    public double Developers { get; init; }

    /// <summary>age: days since each file last changed, on average; 0 for a new file.</summary>
    public double AgeDays { get; init; }

    /// <summary>nuc: earlier changes of each file, added up.</summary>
    public double EarlierChanges { get; init; }

    /// <summary>lt: lines that the files had before, added up.</summary>
    public double LinesBefore { get; init; }

    /// <summary>Shannon's entropy of the parts of a whole, in bits.</summary>
    public static double EntropyOf(IEnumerable<double> parts)
    {
        var (sum, weighted) = (0.0, 0.0);
        foreach (var part in parts.Where(part => part > 0))
        {
            sum += part;
            weighted += part * Math.Log2(part);
        }

        return sum == 0 ? 0 : Math.Max(0, Math.Log2(sum) - (weighted / sum));
    }
}
