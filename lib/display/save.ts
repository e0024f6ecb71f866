import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { Chart } from "./chart.ts";
import { chartPage } from "./chart_page.ts";
import { pngOf } from "./png.ts";
import { Report } from "./report.ts";

/** How a chart or a report is saved. */
export interface SaveOptions {
  /** Of a `.png`: how many pixels one pixel of the chart becomes. @default 2 */
  readonly scale?: number;
  /** Of a `.png`: the font files to write with, the bold one too. @default {those of the system} */
  readonly fonts?: readonly string[];
  /** The world that is written to. @default {this machine} */
  readonly host?: Host;
}

/**
 * Saves a report as a file, by its ending: `.html`, a page that needs nothing beside it, or `.md`.
 *
 * @throws {TypeError} When the path ends otherwise.
 * @throws {Error} When the file cannot be written.
 */
export async function save(report: Report, path: string, options?: SaveOptions): Promise<void>;
/**
 * Saves a chart as a file, by its ending: `.svg`; `.html`, a page that needs nothing beside it, with the
 * chart in words too; or `.png`, as it is on a light page. The same chart gives the same bytes; those of a
 * `.png` hang on the fonts too, which are the first found of DejaVu, Liberation, Noto, Arial and Segoe. What a
 * font has no sign for is drawn as an empty box.
 *
 * @throws {TypeError} When the path ends otherwise, or it is neither a chart nor a report.
 * @throws {RangeError} When the scale is not above 0, or above 10.
 * @throws {Error} When the file cannot be written, or no font is found for a `.png`, or what is named is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costsChart, save } from "../../mod.ts";
 *
 * const folder = await Deno.makeTempDir();
 * await save(costsChart([{ model: "haiku", answers: 50, cost: 0.02 }]), `${folder}/costs.svg`);
 * assert((await Deno.readTextFile(`${folder}/costs.svg`)).startsWith("<svg"));
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function save(chart: Chart, path: string, options?: SaveOptions): Promise<void>;
export async function save(
  what: Chart | Report,
  path: string,
  { host = denoHost(), ...look }: SaveOptions = {},
): Promise<void> {
  if (what instanceof Report) return await saveReport(what, path, host);
  if (!(what instanceof Chart)) {
    throw new TypeError(`Cannot save this as "${path}": it must be a chart or a report`);
  }
  await saveChart(what, path, { ...look, host });
}

async function saveReport(report: Report, path: string, { files }: Host): Promise<void> {
  const ending = /\.(html|md)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) {
    throw new TypeError(`Cannot save a report as "${path}": it must end in .html or .md`);
  }
  await files.writeText(path, ending === "html" ? await report.html() : report.markdown());
}

async function saveChart(
  chart: Chart,
  path: string,
  { scale = 2, fonts, host }: SaveOptions & { readonly host: Host },
): Promise<void> {
  const ending = /\.(svg|html|png)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) {
    throw new TypeError(`Cannot save a chart as "${path}": it must end in .svg, .png or .html`);
  }
  if (!(scale > 0 && scale <= 10)) {
    throw new RangeError(`Cannot save a chart at a scale of ${scale}: it must be in (0, 10]`);
  }
  const svg = await chart.svg();
  if (ending === "png") {
    const png = await pngOf(svg, { path, scale, fonts, host });
    const draft = await host.files.draft(path);
    draft.write(png);
    return await draft.finish();
  }
  await host.files.writeText(path, ending === "svg" ? `${svg}\n` : chartPage(svg, String(chart)));
}
