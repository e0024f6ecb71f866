import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { batchStatus } from "../studies/batch_status.ts";
import { lookAt } from "../studies/list_runs.ts";
import { foundRun } from "../studies/run_root.ts";
import { batchesText, batchJson } from "./batches_text.ts";
import { rootOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";
import { standing } from "./runs_list.ts";
import { warn } from "./warn.ts";

/** Carries out `panel status`. */
export async function panelStatus(
  [id = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const root = rootOf(values, host);
  const folder = await foundRun(id, root, host);
  const run = await lookAt(id, root, host);
  const { batches, problems } = await batchStatus(folder, host);
  warn(problems, host);
  if (values["output-format"] === "json") {
    const { status, state } = run;
    const counts = state?.counts ?? null;
    host.terminal.out(
      jsonLine({ run_id: id, status, counts, batches: batches.map(batchJson) }),
    );
    return 0;
  }
  const isAwaited = run.state?.cli_args?.batch === true && run.status !== "finished";
  const none = isAwaited
    ? `nothing was handed over; panel collect ${id} does it`
    : "it has no batches";
  const table = batches.length === 0 ? [none] : batchesText(batches);
  host.terminal.out(`${plain([`run ${id}: ${standing(run)}`, ...table].join("\n"))}\n`);
  return 0;
}
