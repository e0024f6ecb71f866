import { escaped } from "./escape.ts";

const STYLE = ":root{color-scheme:light dark}" +
  "body{margin:1.5rem auto;max-width:60rem;padding:0 1rem;" +
  "font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}" +
  ".scroll{overflow-x:auto}svg{width:100%;min-width:640px}details{margin:1rem 0}pre{overflow-x:auto;white-space:pre-wrap}" +
  "@media print{body{margin:0}.scroll{overflow:visible}svg{min-width:0}}";

/**
 * A page with a chart: no script, nothing from elsewhere, the chart in words below it.
 *
 * @param svg The chart, as the text of an SVG element with a title.
 */
export function chartPage(svg: string, text: string): string {
  // The title of the picture is escaped already.
  const title = /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? "";
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `<main><div class="scroll" role="region" aria-label="${title}" tabindex="0">${svg}</div>`,
    `<details><summary>In words</summary><pre>${escaped(text)}</pre></details></main>`,
    "</html>\n",
  ].join("\n");
}
