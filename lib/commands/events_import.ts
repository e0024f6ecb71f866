import { parseImport } from "../encounters/import_config.ts";
import { importEvents } from "../encounters/import_events.ts";
import { parseSubset, subsetEvents } from "../encounters/subset_events.ts";
import { plain } from "../display/escape.ts";
import { figure, type Section, sectionLines } from "../display/sections.ts";
import { type Host } from "../host/host.ts";
import { configPath, readConfig } from "./events_config.ts";
import { textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/**
 * Carries out `events import`.
 *
 * @throws {InputError} When the configuration or a line is not as it must be.
 */
export async function eventsImport(values: Values, host: Host): Promise<number> {
  const source = await readConfig(configPath("events import", values), parseImport, host);
  const folder = folderOf(values, source.output_dir, "import");
  told("Import", folder, await importEvents(source, folder, host), { values, host });
  return 0;
}

/**
 * Carries out `events subset`.
 *
 * @throws {InputError} When the configuration or a line is not as it must be.
 */
export async function eventsSubset(values: Values, host: Host): Promise<number> {
  const config = await readConfig(configPath("events subset", values), parseSubset, host);
  const folder = folderOf(values, config.output_dir, "subset");
  told("Subset", folder, await subsetEvents(config, folder, host), { values, host });
  return 0;
}

function folderOf(values: Values, configured: string | undefined, command: string): string {
  const folder = textOf(values, "output-dir") ?? configured;
  if (folder !== undefined) return folder.replace(/\/$/, "");
  throw new Error(`Cannot ${command} events: neither --output-dir nor output_dir says where to`);
}

function told(
  heading: string,
  folder: string,
  stats: object,
  { values, host }: { readonly values: Values; readonly host: Host },
): void {
  if (values["output-format"] === "json") {
    host.terminal.out(jsonLine({ output_dir: folder, ...stats }));
    return;
  }
  const rows = Object.entries(stats).filter(([, value]) => typeof value === "number");
  const section: Section = {
    heading: `${heading} in ${folder}`,
    rows: [["", "count"], ...rows.map(([key, value]) => [key, figure(value)])],
  };
  host.terminal.out(`${plain(sectionLines([section]).join("\n"))}\n`);
}
