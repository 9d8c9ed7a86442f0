// How the page looks: one style sheet, light and dark, for screen and paper, without anything from elsewhere.
namespace Countersign.Cli.Commands.Simulate;

internal static class PageStyle
{
    public const string Sheet = """
        :root {
          color-scheme: light dark;
          --ground: #ffffff; --raised: #f6f7f9; --ink: #1a1f29; --soft: #5b6472; --line: #dde1e7;
          --yours: #2457c5; --reader: #9db7ec; --other: #b0631b; --limit: #b3261e; --good: #1c7a45; --front: #6b4ca5; --refused: #c3c9d2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #12151b; --raised: #1b2029; --ink: #e8ebf0; --soft: #9aa4b2; --line: #323a47;
            --yours: #7aa5ff; --reader: #35507f; --other: #e09a56; --limit: #ff8a80; --good: #6fd39b; --front: #b79ce8; --refused: #4d5766;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; letter-spacing: -.01em; }
        h2 { font-size: 1.2rem; margin: 2.8rem 0 .5rem; }
        p { margin: .4rem 0 .8rem; max-width: 46rem; }
        .soft { color: var(--soft); } .small { font-size: .875rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: 1.6rem 0 .5rem; padding: 0; list-style: none; }
        .cards li { background: var(--raised); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1rem; }
        .cards b { display: block; font-size: 1.65rem; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
        .cards .bad b { color: var(--limit); } .cards .good b { color: var(--good); }
        figure { margin: 1rem 0 0; } figcaption { margin-top: .3rem; }
        svg { display: block; width: 100%; height: auto; } svg text { font: 12px system-ui, "Liberation Sans", sans-serif; fill: var(--soft); } svg text.strong { fill: var(--ink); font-weight: 600; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .3rem; }
        th, td { text-align: right; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; line-height: 1.3; } tbody th { font-weight: 400; min-width: 9rem; }
        th:first-child, td:first-child { text-align: left; }
        tr.yours th, tr.yours td { font-weight: 650; background: var(--raised); } .over { color: var(--limit); font-weight: 650; }
        th .small, td .small { display: block; color: var(--soft); font-weight: 400; } td { white-space: nowrap; } table.texts td { white-space: normal; }
        table.texts th, table.texts td { text-align: left; } table.texts tbody th { min-width: 0; } table + table { margin-top: 1rem; } .scroll + .scroll { margin-top: 1.4rem; }
        code, pre { font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; } pre { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; overflow-x: auto; }
        details { margin: .5rem 0 0; } summary { cursor: pointer; color: var(--soft); font-size: .875rem; } summary:focus-visible { outline: 2px solid var(--yours); outline-offset: 2px; }
        .key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; margin: .4rem 0 0; list-style: none; font-size: .875rem; color: var(--soft); }
        .key i { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem; margin-right: .4rem; vertical-align: -.08rem; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
        @media print { main { max-width: none; padding: 0; } details { display: none; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }
        """;
}
