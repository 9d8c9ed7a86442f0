// What policy-bot's options mean where nobody signs their own work and a signature is for one content.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

internal static class PolicyBotOptions
{
    private static readonly string[] Known =
    [
        "allow_author",
        "allow_contributor",
        "allow_non_author_contributor",
        "invalidate_on_push",
        "ignore_edited_comments",
        "ignore_update_merges",
        "ignore_commits_by",
        "request_review",
        "methods",
    ];

    public static void Note(BotRule rule, Importing import, string file, ProblemList problems)
    {
        var options = new Fields(rule.Options ?? new Node.Mapping([], rule.Line), $"the options of rule '{rule.Name}'", problems);
        foreach (var key in options.Keys.Where(key => !Known.Contains(key)))
        {
            Say(ImportNoteKind.NotExpressed, key, $"the option '{Fields.Cut(key)}' is not known; it loosens nothing here");
        }

        foreach (var key in Known[..3].Where(key => options.Flag(key) == true))
        {
            Say(ImportNoteKind.Safer, key, $"'{key}' would let people approve what they made; whoever made a change never signs it");
        }

        if (options.Flag("invalidate_on_push") is var push && rule.Requires?["count"] is not null)
        {
            var said = push == true ? "by time" : "not at all";
            Say(
                ImportNoteKind.Safer,
                "invalidate_on_push",
                $"policy-bot ends an approval after a push {said}; here a signature is for one content, whenever that was pushed"
            );
        }

        if (options.Flag("ignore_edited_comments") is not null)
        {
            Say(ImportNoteKind.NoEffect, "ignore_edited_comments", "a signature cannot be edited");
        }

        if (options.Flag("ignore_update_merges") == true)
        {
            Say(
                ImportNoteKind.Safer,
                "ignore_update_merges",
                "a signature carries over a merge of the target only where the content is proven equal, and who merged counts as a maker"
            );
        }

        if (options.Has("ignore_commits_by"))
        {
            Say(ImportNoteKind.Safer, "ignore_commits_by", "whoever made a commit made the change, and new content is new whoever pushed it");
        }

        if (options.Has("request_review"))
        {
            Say(
                ImportNoteKind.NoEffect,
                "request_review",
                "who is asked does not change what is required; `countersign propose` names who could sign"
            );
        }

        if (options.Has("methods"))
        {
            Say(
                ImportNoteKind.Safer,
                "methods",
                "no comment, reaction, description or label approves; a person signs with `countersign sign`, on the page, or by a review that the forge's bot vouches for"
            );
        }

        void Say(ImportNoteKind kind, string key, string text) => import.Note(kind, file, options.LineOf(key), $"rule '{rule.Name}': {text}");
    }
}
