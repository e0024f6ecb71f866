import { COLOURS, DARK_COLOURS, FONT } from "./theme.ts";

/** How a report looks: light and dark, from a telephone to a wall, and on paper. */
export function reportStyle(): string {
  return [
    `:root{color-scheme:light dark;${namesOf(COLOURS)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${namesOf(DARK_COLOURS)}}}`,
    ...[PAGE, WORDS, TABLES, CHARTS, PRINT],
  ].join("\n");
}

function namesOf(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours).map(([name, value]) => `--${name}:${value}`).join(";");
}

// Letters grow with very wide pages, and everything that is measured in them.
const PAGE = `html{font-size:clamp(100%,.5rem + .55vw,250%)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
  font-family:${FONT};line-height:1.5;overflow-wrap:anywhere}
h1,h2,h3,p,li,td,th,caption,dd,summary{unicode-bidi:plaintext}
:focus-visible{outline:2px solid var(--human);outline-offset:2px}
a{color:inherit}`;

const WORDS = `h1{font-size:1.9rem;line-height:1.2;margin:.2em 0}
h2{font-size:1.35rem;margin:2.2em 0 .6em;padding-top:.5em;border-top:1px solid var(--shade)}
h3{font-size:1.05rem;margin:2em 0 .2em}
p{margin:.5em 0}
.subtitle,.notes,caption{color:var(--faint)}
.notes{font-size:.875rem}
.notice{border:2px solid var(--ochre);border-left-width:.5rem;border-radius:.25rem;padding:.5em 1em;margin:1.2em 0}
nav ul{list-style:none;padding:0;margin:.5em 0;display:flex;flex-wrap:wrap;gap:.3em 1.2em}
nav a{display:inline-block;padding:.15em 0}
pre{white-space:pre-wrap;background:var(--shade);color:var(--ink);border-radius:.25rem;padding:.8em 1em;
  font-size:.8125rem;line-height:1.4;font-family:ui-monospace,'DejaVu Sans Mono',monospace}`;

const TABLES = `.scroll{overflow-x:auto;margin:.8em 0}
table{border-collapse:collapse;font-size:.9375rem;min-width:min(100%,34rem)}
caption{text-align:start;padding:.2em 0 .4em;font-size:.875rem}
th,td{text-align:start;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid var(--shade);
  min-width:4rem}
tbody th{font-weight:400;min-width:7.5rem}
thead th{overflow-wrap:normal;font-weight:600;border-bottom-color:var(--faint)}
.right{text-align:right;font-variant-numeric:tabular-nums}
td.right{white-space:nowrap}`;

// Charts are 640 wide with letters of 11 and 12, which must not get smaller: where there is less room they are moved.
const CHARTS = `figure{margin:1em 0}
.scroll>svg.quorum-chart{width:40rem;min-width:640px;max-width:none}
@media screen and (max-width:41.99rem){table{font-size:.8125rem}th,td{padding-right:.5em}tbody th{min-width:5rem}
.scroll:has(>svg){border:1px solid var(--shade)}}
details{font-size:.875rem}
summary{cursor:pointer;color:var(--faint);padding:.2em 0}`;

const PRINT = `@media print{@page{margin:16mm}
html{font-size:10pt}body{max-width:none;padding:0}
nav,details{display:none}
.scroll{overflow:visible}
.scroll>svg.quorum-chart{min-width:0;width:44rem;max-width:100%;max-height:24cm}
h2,h3{break-after:avoid}figure,tr,pre,.notice,table.short{break-inside:avoid}
thead{display:table-header-group}}`;
