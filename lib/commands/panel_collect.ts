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
  for (;;) {
    const tell = wait === undefined ? "out" : "err";
    const code = await panelRun({ ...values, resume: id }, host, tell);
    const { status } = await lookAt(id, root, host);
    if (wait === undefined || code !== 0 || status !== "waiting") return code;
    await news(folder, host);
  }
}

/** Waits until there is something to collect. */
async function news(folder: string, host: Host): Promise<void> {
  for (;;) {
    await host.clock.sleep(BETWEEN);
    const { isNews, problems } = await batchStatus(folder, host);
    warn(problems, host);
    if (isNews) return;
  }
}
