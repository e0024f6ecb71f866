import { parseImport } from "../encounters/import_config.ts";
import { importEvents } from "../encounters/import_events.ts";
import { type Host } from "../host/host.ts";
import { besideConfig, configPath, readConfig } from "./events_config.ts";
import { madeIn, refuseRun, tellMade } from "./events_made.ts";
import { type Values } from "./flag.ts";

/**
 * Carries out `events import`.
 *
 * @throws {InputError} When the configuration or a line is not as it must be.
 */
export async function eventsImport(values: Values, host: Host): Promise<number> {
  const config = configPath("events import", values);
  const read = await readConfig(config, parseImport, host);
  const source = {
    ...read,
    reviews_path: await besideConfig(read.reviews_path, { config, host }),
    metadata_path: await besideConfig(read.metadata_path, { config, host }),
  };
  const folder = madeIn(values, source.output_dir, "import");
  await refuseRun(folder, "import", host);
  tellMade("Import", folder, await importEvents(source, folder, host), { values, host });
  return 0;
}
