// What can happen to a change: each predicate and requirement says which of these can change its answer.
namespace Countersign.Policies;

[Flags]
public enum Happening
{
    None = 0,
    Push = 1,
    BaseMoved = 2,
    Decision = 4,
    Case = 8,
    Question = 16,
    Evidence = 32,
    Roster = 64,
    Catalog = 128,
    Landing = 256,
    Labels = 512,
    Clock = 1024,
    Policy = 2048,
}
