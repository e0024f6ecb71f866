import { escaped } from "./escape.ts";
import { reportHtml } from "./report_html.ts";
import { reportMarkdown } from "./report_markdown.ts";
import { type ReportContent } from "./report_parts.ts";

/**
 * A study in one file that can be sent to a colleague, as a page or as Markdown. That the respondents are
 * synthetic stands at its head and cannot be left out. It shows itself in a notebook; `save()` writes it.
 */
export class Report {
  /** What it says. */
  readonly #content: ReportContent;

  /** Made by `report()`. */
  constructor(content: ReportContent) {
    this.#content = content;
  }

  /** What it is about. */
  get title(): string {
    return this.#content.title;
  }

  /** The report as a page that needs nothing beside it; charts are drawn now. */
  html(): Promise<string> {
    return reportHtml(this.#content);
  }

  /** The same in Markdown, charts in words. */
  markdown(): string {
    return reportMarkdown(this.#content);
  }

  /** The report in Markdown. */
  toString(): string {
    return this.markdown();
  }

  /** What a notebook shows: the page, in a frame in which nothing runs. */
  async [Symbol.for("Jupyter.display")](): Promise<Record<string, string>> {
    const page = escaped(await this.html());
    const look = "width:100%;height:44em;border:1px solid #8888";
    return {
      "text/html": `<iframe title="${
        escaped(this.title)
      }" sandbox="" style="${look}" srcdoc="${page}"></iframe>`,
      "text/plain": this.markdown(),
    };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.markdown();
  }
}
