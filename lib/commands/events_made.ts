import { plain } from "../display/escape.ts";
import { figure, sectionLines } from "../display/sections.ts";
import { type Host } from "../host/host.ts";
import { isRun } from "../studies/run_root.ts";
import { textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/**
 * The folder for what is made, without a slash at its end.
 *
 * @throws {Error} When neither the flag nor the configuration names one.
 */
export function madeIn(values: Values, configured: string | undefined, command: string): string {
  const folder = textOf(values, "output-dir") ?? configured;
  if (folder !== undefined) return folder.replace(/\/$/, "");
  throw new Error(`Cannot ${command} events: neither --output-dir nor output_dir says where to`);
}

/**
 * Refuses a folder in which a run is kept: its events would be replaced.
 *
 * @throws {Error} When one is.
 */
export async function refuseRun(folder: string, command: string, host: Host): Promise<void> {
  if (!await isRun(folder, host)) return;
  throw new Error(`Cannot ${command} events into "${folder}": a run is kept there`);
}

/** Tells how much was made: everything as JSON, the counts as text. */
export function tellMade(
  heading: string,
  folder: string,
  stats: object,
  { values, host }: { readonly values: Values; readonly host: Host },
): void {
  if (values["output-format"] === "json") {
    host.terminal.out(jsonLine({ output_dir: folder, ...stats }));
    return;
  }
  const counts = Object.entries(stats).filter(([, value]) => typeof value === "number");
  const rows = [["", "count"], ...counts.map(([key, value]) => [key, figure(value)])];
  const lines = sectionLines([{ heading: `${heading} in ${folder}`, rows }]);
  host.terminal.out(`${plain(lines.join("\n"))}\n`);
}
