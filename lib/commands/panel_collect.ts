import { type Host } from "../host/host.ts";
import { batchStatus } from "../studies/batch_status.ts";
import { lookAt } from "../studies/list_runs.ts";
import { foundRun } from "../studies/run_root.ts";
import { rootOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";
import { panelRun } from "./panel_run.ts";
import { warn } from "./warn.ts";

/** How long is waited between two looks, in milliseconds. */
const BETWEEN = 60_000;

/** Carries out `panel collect`: the run goes on, once or until it has come to its end. */
export async function panelCollect(
  [id = ""]: readonly string[],
  { wait, ...values }: Values,
  host: Host,
): Promise<number> {
  const root = rootOf(values, host);
  const folder = await foundRun(id, root, host);
  const collect = (given: Values, tell: "out" | "err") =>
    panelRun({ ...given, resume: id }, host, tell);
  if (wait === undefined) return await collect(values, "out");
  for (;;) {
    const code = await collect(values, "err");
    const { status } = await lookAt(id, root, host);
    if (code !== 0 || status !== "waiting") return code;
    // What is given up is asked for and paid again, and was to be once.
    if (await isVain(folder, host)) return await collect({ ...values, abandon: undefined }, "out");
  }
}

/** Waits until there is something to collect, or nothing to wait for; which of them. */
async function isVain(folder: string, host: Host): Promise<boolean> {
  for (;;) {
    await host.clock.sleep(BETWEEN);
    const { isNews, isHopeless, problems } = await batchStatus(folder, host);
    if (isNews || isHopeless) return !isNews;
    warn(problems, host);
  }
}
