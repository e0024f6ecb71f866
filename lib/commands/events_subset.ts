import { parseSubset, subsetEvents } from "../encounters/subset_events.ts";
import { type Host } from "../host/host.ts";
import { besideConfig, configPath, readConfig } from "./events_config.ts";
import { madeIn, refuseRun, tellMade } from "./events_made.ts";
import { type Values } from "./flag.ts";

/**
 * Carries out `events subset`.
 *
 * @throws {InputError} When the configuration or a line is not as it must be.
 */
export async function eventsSubset(values: Values, host: Host): Promise<number> {
  const path = configPath("events subset", values);
  const read = await readConfig(path, parseSubset, host);
  const from = { config: path, host, inside: "events.jsonl" };
  const config = { ...read, import_dir: await besideConfig(read.import_dir, from) };
  const folder = madeIn(values, config.output_dir, "subset");
  await refuseRun(folder, "subset", host);
  if (host.files.absolute(folder) === host.files.absolute(config.import_dir)) {
    throw new Error(`Cannot subset events into "${folder}": it is the import, which would be lost`);
  }
  tellMade("Subset", folder, await subsetEvents(config, folder, host), { values, host });
  return 0;
}
