/** How documents look. Part of each page; changing it changes what the page's policy lets through, by its hash. */
export const STYLE = `
:root { --ink: #1d2530; --quiet: #5a6675; --paper: #ffffff; --line: #d8dee6; --band: #f4f6f9; --accent: #14599c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ee; --quiet: #a3afbd; --paper: #14181d; --line: #353d48; --band: #1c2229; --accent: #82b7ee; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3rem 1.5rem; max-width: 68rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
header { border-bottom: 3px solid var(--accent); padding-bottom: 1rem; margin-bottom: 1.5rem; }
header p { margin: 0 0 .25rem; color: var(--accent); font-weight: 600; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: 2rem; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.375rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem; }
p { margin: .75rem 0; max-width: 46rem; }
a { color: var(--accent); }
time { white-space: nowrap; }
.words { white-space: pre-line; }
.note, footer { color: var(--quiet); }
dl { margin: .75rem 0; display: grid; gap: .3rem 1.5rem; }
dl div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-line; max-width: 46rem; }
.table { overflow-x: auto; margin: 1.25rem 0; }
.table:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
caption { text-align: start; font-weight: 600; padding-bottom: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); white-space: pre-line; }
thead th { background: var(--band); color: var(--quiet); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 8rem; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .875rem; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } body { padding: 1.5rem 1rem; } }
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb; --band: #f0f0f0; --accent: #000; }
  @page { margin: 1.8cm; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr, dl div { break-inside: avoid; }
  h1, h2, h3, caption { break-after: avoid; }
}
`;
