import { parseImport } from "../encounters/import_config.ts";
import { importEvents } from "../encounters/import_events.ts";
import { type Host } from "../host/host.ts";
import { configPath, readConfig } from "./events_config.ts";
import { madeIn, refuseRun, tellMade } from "./events_made.ts";
import { type Values } from "./flag.ts";

/**
 * Carries out `events import`.
 *
 * @throws {InputError} When the configuration or a line is not as it must be.
 */
export async function eventsImport(values: Values, host: Host): Promise<number> {
  const source = await readConfig(configPath("events import", values), parseImport, host);
  const folder = madeIn(values, source.output_dir, "import");
  await refuseRun(folder, "import", host);
  tellMade("Import", folder, await importEvents(source, folder, host), { values, host });
  return 0;
}
