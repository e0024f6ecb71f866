/**
 * Measures speed and memory, everything side by side in one run. The service is a process of its own; ratios
 * are against a bare loop of the same client. Run all with `deno task bench`, or some by their names:
 * `deno task bench starting statistics`.
 */
import { generatedEvents } from "./generated_events.ts";
import { growth } from "./growth.ts";
import { keptRuns } from "./kept_runs.ts";
import { large } from "./large.ts";
import { overhead } from "./overhead.ts";
import { starting } from "./starting.ts";
import { statistics } from "./statistics.ts";
import { throughput } from "./throughput.ts";

const BENCHES: Readonly<Record<string, () => string[][] | Promise<string[][]>>> = {
  throughput,
  overhead,
  kept: keptRuns,
  growth,
  events: generatedEvents,
  large,
  starting,
  statistics,
};

const unknown = Deno.args.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`Cannot bench ${unknown.join(", ")}: there are ${Object.keys(BENCHES).join(", ")}`);
  Deno.exit(2);
}
const head = ["what", "measured", "beside it", "asked"];
const line = (row: readonly string[]) => console.log(`| ${row.join(" | ")} |`);
[head, head.map(() => "---")].forEach(line);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (Deno.args.length === 0 || Deno.args.includes(name)) (await bench()).forEach(line);
}
