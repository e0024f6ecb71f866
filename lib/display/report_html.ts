import { escaped } from "./escape.ts";
import { type ReportContent, type ReportPart, type ReportTable } from "./report_parts.ts";
import { reportStyle } from "./report_style.ts";
import { SYNTHETIC_NOTICE } from "./synthetic_notice.ts";

/** A report as a page that needs nothing beside it: no script, no network, every chart in words too. */
export async function reportHtml(content: ReportContent): Promise<string> {
  const { title, subtitle, notices, sections } = content;
  const bodies: string[] = [];
  for (const [at, section] of sections.entries()) {
    const parts: string[] = [];
    for (const part of section.parts) parts.push(await partHtml(part));
    const heading = `<h2 id="${idOf(at)}">${escaped(section.heading)}</h2>`;
    bodies.push(
      `<section aria-labelledby="${idOf(at)}">\n${heading}\n${parts.join("\n")}\n</section>`,
    );
  }
  return [
    ...head(title),
    "<header>",
    `<h1>${escaped(title)}</h1>`,
    `<p class="subtitle">${escaped(subtitle)}</p>`,
    `<div class="notice" role="note" aria-label="Who answered"><p><strong>${
      escaped(SYNTHETIC_NOTICE)
    }</strong></p>${notices.map((notice) => `<p>${escaped(notice)}</p>`).join("")}</div>`,
    contents(content),
    "</header>",
    `<main>\n${bodies.join("\n")}\n</main>`,
    "</body>",
    "</html>\n",
  ].join("\n");
}

function head(title: string): string[] {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    `<title>${escaped(title)} · synthetic respondents</title>`,
    `<style>\n${reportStyle()}\n</style>`,
    "</head>",
    "<body>",
  ];
}

function contents({ sections }: ReportContent): string {
  const items = sections.map(({ heading }, at) =>
    `<li><a href="#${idOf(at)}">${escaped(heading)}</a></li>`
  );
  return `<nav aria-label="Contents"><ul>${items.join("")}</ul></nav>`;
}

function idOf(place: number): string {
  return `section-${place + 1}`;
}

async function partHtml(part: ReportPart): Promise<string> {
  switch (part.type) {
    case "heading":
      return `<h3>${escaped(part.text)}</h3>`;
    case "text":
      return part.lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
    case "notes":
      return part.lines.map((line) => `<p class="notes">${escaped(line)}</p>`).join("\n");
    case "list":
      return `<ul>${part.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "code":
      return `<pre tabindex="0">${escaped(part.text)}</pre>`;
    case "chart":
      return [
        `<figure>${scrolled(part.name, await part.chart.svg())}`,
        `<details><summary>In words: ${escaped(part.name)}</summary>`,
        `<pre>${escaped(String(part.chart))}</pre></details></figure>`,
      ].join("\n");
    case "table":
      return tableHtml(part);
  }
}

/** What may be wider than the page is moved inside of it, by keys too. */
function scrolled(name: string, html: string): string {
  return `<div class="scroll" role="region" aria-label="${
    escaped(name)
  }" tabindex="0">${html}</div>`;
}

/** A table of so many rows is not cut by the end of a printed page. */
const SHORT = 12;

function tableHtml({ caption, head, rows, right = [] }: ReportTable): string {
  const sideOf = (place: number) => right.includes(place) ? ' class="right"' : "";
  const headings = head.map((cell, at) => `<th scope="col"${sideOf(at)}>${escaped(cell)}</th>`);
  const lines = rows.map(([first = "", ...others]) => {
    const cells = others.map((cell, at) => `<td${sideOf(at + 1)}>${escaped(cell)}</td>`);
    return `<tr><th scope="row"${sideOf(0)}>${escaped(first)}</th>${cells.join("")}</tr>`;
  });
  const table = [
    `<table${rows.length <= SHORT ? ' class="short"' : ""}><caption>${escaped(caption)}</caption>`,
    head.length === 0 ? "" : `<thead><tr>${headings.join("")}</tr></thead>`,
    `<tbody>${lines.join("\n")}</tbody></table>`,
  ].join("\n");
  return scrolled(caption, table);
}
