// A change of the past with what is known of it now.
namespace Countersign.Likelihood;

/// <summary><paramref name="When"/> in Unix seconds; <paramref name="IsBad"/> as far as is known, which is never all.</summary>
public readonly record struct LabelledChange(ChangeFeatures Features, long When, bool IsBad)
{
    public const double SecondsPerDay = 86_400;
}
