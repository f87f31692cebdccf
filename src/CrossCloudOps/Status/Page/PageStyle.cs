namespace CrossCloudOps.Status.Page;

internal static class PageStyle
{
    /// <summary>Its hash stands in the Content-Security-Policy: line ends are those of this constant, whatever the sources' are.</summary>
    public static readonly string Css = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1d1c1d;--dim:#5c5b60;--line:#dddde0;--card:#f7f7f8;--link:#0b57a4;--bad:#b3261e;--notice:#8a5300;--fine:#1a7f4b;--none:#b9b9bf;--bar:#3f6fb5}
        @media(prefers-color-scheme:dark){:root{--bg:#17181b;--fg:#e8e8ea;--dim:#a5a6ad;--line:#36373d;--card:#202125;--link:#7cb7ff;--bad:#ff8a80;--notice:#f0b849;--fine:#63c990;--none:#55565e;--bar:#7ea8e6}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:82rem;padding:1rem 1.25rem 2rem;background:var(--bg);color:var(--fg);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        a{color:var(--link)}
        h1{font-size:1.35rem;margin:.2rem 0;overflow-wrap:anywhere}
        h2{font-size:1.05rem;margin:1.8rem 0 .2rem}
        p{margin:.25rem 0}
        header>.st{font-size:1.1rem;margin:.4rem 0}
        nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin-top:.5rem}
        .st.bad{color:var(--bad)}.st.notice{color:var(--notice)}.st.fine{color:var(--fine)}
        .st::before{font-weight:700;margin-right:.35em}
        .st.bad::before{content:"✕"}.st.notice::before{content:"!"}.st.fine::before{content:"✓"}
        table{border-collapse:collapse;width:100%;margin-top:.4rem;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-top:1px solid var(--line)}
        thead th{color:var(--dim);font-weight:500;font-size:.85rem;border:0;white-space:nowrap}
        tbody th{font-weight:600;overflow-wrap:anywhere;min-width:9rem}
        .t{white-space:nowrap}
        svg{box-sizing:content-box;vertical-align:middle;margin-right:.5rem;border-bottom:1px solid var(--none);border-right:2px solid var(--dim);background:repeating-linear-gradient(90deg,var(--line) 0 1px,transparent 1px 24px)}
        .ax{display:flex;justify-content:space-between;width:98px;color:var(--dim);font-size:.72rem;font-weight:400;line-height:1.1}
        path{stroke-width:3;fill:none;stroke:var(--none)}
        .bar{stroke:none;fill:var(--bar)}path.bad{stroke:var(--bad)}path.notice{stroke:var(--notice)}path.fine{stroke:var(--fine)}
        small,.no,.more,footer{color:var(--dim)}
        small{white-space:nowrap}
        dl{margin:.8rem 0}
        dl div{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:0 1rem;padding:.3rem 0;border-top:1px solid var(--line)}
        dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
        pre{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.8rem;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        footer{margin-top:2rem;font-size:.85rem}
        @media(max-width:720px){
        body{padding:.8rem}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table,tbody,tr,tbody th,td{display:block;width:100%}
        tr{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.5rem .7rem;margin:.5rem 0}
        tbody th,td{border:0;padding:.12rem 0;text-align:left}
        td{display:grid;grid-template-columns:8.5rem 1fr}
        td::before{content:attr(data-l);color:var(--dim)}
        td>*{justify-self:start}
        td:has(svg){grid-template-columns:8.5rem 106px 1fr}
        td:has(svg)::before{grid-row:span 2}
        td svg+small{align-self:center}
        td:has(svg)::after{grid-column:2;content:"24 h ago          now" / "";white-space:pre;color:var(--dim);font-size:.72rem;line-height:1.1}
        dl div{grid-template-columns:1fr}
        }
        """.ReplaceLineEndings("\n");
}
