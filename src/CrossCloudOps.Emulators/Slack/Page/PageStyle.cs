namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>The page's looks, light and dark by the reader's own setting.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root {
          --paper: #f6f5f4; --card: #fff; --ink: #1d1c1d; --soft: #616061; --line: #dddcda; --code: #f4f3f2; --code-ink: #a3154b;
          --link: #1264a3; --mention: #e8f1f8; --green: #007a5a; --red: #c81c4e; --bar: #3f0e40; --bar-ink: #f4eaf4; --tint: #fff8e1;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #121416; --card: #1a1d21; --ink: #d9dadb; --soft: #9b9da0; --line: #33373c; --code: #24282d; --code-ink: #e8912d;
            --link: #6cb6ee; --mention: #1d3345; --green: #1f8f6d; --red: #d5375f; --bar: #24102a; --bar-ink: #e7dbe9; --tint: #262316;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.46 system-ui, sans-serif; }
        header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline;
          padding: 10px max(16px, calc(50vw - 424px)); background: var(--bar); color: var(--bar-ink); }
        h1 { font-size: 16px; margin: 0; }
        nav { display: flex; flex-wrap: wrap; gap: 4px 16px; flex: 1; }
        nav a { color: inherit; text-decoration: none; opacity: .85; }
        nav a:hover, nav a:focus { text-decoration: underline; opacity: 1; }
        nav small { margin-left: auto; opacity: .7; }
        nav .live { border: 1px solid currentColor; border-radius: 10px; padding: 0 10px; font-size: 13px; }
        nav .live.on { background: var(--green); border-color: var(--green); color: #fff; opacity: 1; }
        main { max-width: 880px; margin: 0 auto; padding: 16px; }
        h2 { font-size: 18px; margin: 16px 0 8px; }
        h2 small, .via, .note, .edited, time, .file small, .empty { color: var(--soft); font-weight: normal; font-size: 13px; }
        .channel, .modal { scroll-margin-top: 56px; margin-bottom: 32px; }
        article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; margin: 0 0 10px;
          scroll-margin-top: 56px; overflow-wrap: anywhere; }
        article:target { outline: 2px solid var(--link); }
        article.ephemeral { border-style: dashed; background: var(--tint); }
        .by, .note { margin: 0 0 2px; }
        .via { float: right; }
        .app { background: var(--line); color: var(--soft); font-size: 10px; font-weight: 700; border-radius: 2px; padding: 1px 4px; vertical-align: 1px; }
        .body p, .body .section { margin: 4px 0; }
        .body h4 { font-size: 18px; line-height: 1.3; margin: 6px 0; }
        .section { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; }
        .section > div { flex: 1; min-width: 0; }
        .fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 16px; margin: 6px 0; }
        .fields p { margin: 0; }
        .body > p:has(+ .edited) { display: inline; }
        .body .context { color: var(--soft); font-size: 13px; }
        .body hr { border: 0; border-top: 1px solid var(--line); margin: 10px 0; }
        pre { background: var(--code); border: 1px solid var(--line); border-radius: 4px; padding: 8px; margin: 4px 0; overflow-x: auto;
          font: 12.5px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
        code { background: var(--code); border: 1px solid var(--line); border-radius: 3px; padding: 1px 3px; color: var(--code-ink);
          font: 12.5px ui-monospace, monospace; }
        blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid var(--line); }
        a { color: var(--link); }
        .mention { background: var(--mention); color: var(--link); border-radius: 3px; padding: 0 2px; }
        .actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 4px; }
        .actions.end { justify-content: flex-end; }
        .button { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 3px 12px; font-weight: 600; font-size: 14px;
          background: var(--card); white-space: nowrap; }
        .button[title] { cursor: help; }
        .button.primary { background: var(--green); border-color: var(--green); color: #fff; }
        .button.danger { background: var(--red); border-color: var(--red); color: #fff; }
        .button.choice::after { content: " ▾"; color: var(--soft); }
        .thread { margin: 8px 0 0; padding-left: 14px; border-left: 3px solid var(--line); }
        .thread article { border: 0; padding: 6px 0; margin: 0; background: none; }
        details { margin-top: 6px; }
        summary { cursor: pointer; color: var(--soft); font-size: 13px; }
        .file { border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; }
        .old { border-left: 3px solid var(--line); padding-left: 10px; opacity: .75; }
        table { border-collapse: collapse; } td { border: 1px solid var(--line); padding: 3px 8px; }
        .modal { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 20px; box-shadow: 0 4px 24px #0003; }
        .input { display: grid; gap: 4px; justify-items: start; } .input small { color: var(--soft); }
        .field { width: 100%; border: 1px solid var(--line); border-radius: 4px; padding: 6px 8px; white-space: pre-wrap;
          font: 13px/1.5 ui-monospace, monospace; }
        @media (max-width: 560px) { .fields { grid-template-columns: 1fr; } .via { display: none; } }
        """;
}
