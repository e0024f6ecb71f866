import { columns } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type Host } from "../host/host.ts";
import { type ListedRun, listRuns } from "../studies/list_runs.ts";
import { rootOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

const HEADINGS = ["run", "status", "created", "updated", "panelists", "cost"];

/**
 * Carries out `runs list`.
 *
 * @throws {Error} When the folder that was named is not there; the usual one is made by the first run.
 */
export async function runsList(values: Values, host: Host): Promise<number> {
  const root = rootOf(values, host);
  if (values["checkpoint-dir"] !== undefined && !await host.files.isFolder(root)) {
    throw new Error(`Cannot list the runs in "${root}": there is no such folder`);
  }
  const runs = await listRuns(root, { host });
  if (values["output-format"] === "json") {
    host.terminal.out(jsonLine({ root, runs: runs.map(runJson) }));
  } else if (runs.length === 0) {
    host.terminal.out(`no runs in ${root}\n`);
  } else {
    const lines = [...columns([HEADINGS, ...runs.map(cells)], [4, 5]), ...runs.flatMap(unread)];
    host.terminal.out(`${plain(lines.join("\n"))}\n`);
  }
  return 0;
}

/** What is known of a run without opening it, as it stands in JSON. */
export function runJson({ id, folder, status, reason, state }: ListedRun): Record<string, unknown> {
  return {
    ...{ run_id: id, folder, status, reason },
    created_at: state?.created_at ?? null,
    updated_at: state?.updated_at ?? null,
    round: state?.round ?? null,
    counts: state?.counts ?? null,
    usage: state?.usage ?? null,
    run_invalid: state?.run_invalid ?? null,
  };
}

/** How a run stands, in words: with why it ended early, and whether it must not be used. */
export function standing({ status, reason, state }: ListedRun): string {
  const invalid = state?.run_invalid ? ", invalid" : "";
  return `${status}${invalid}${state === null || reason === null ? "" : ` (${reason})`}`;
}

function cells(run: ListedRun): string[] {
  const { id, state } = run;
  if (state === null) return [id, standing(run), "", "", "", ""];
  const { created_at, updated_at, counts, usage } = state;
  // Where the end was not written, more may have come in since the state was.
  const least = state.status === "running" ? "≥ " : "";
  return [
    ...[id, standing(run), minute(created_at), minute(updated_at)],
    `${least}${counts.completed}/${counts.total}`,
    usage.cost === null ? dollars(null) : `${least}${dollars(usage.cost)}`,
  ];
}

/** Why nothing more is known of a run. */
function unread({ id, state, reason }: ListedRun): string[] {
  return state === null && reason !== null ? [`${id}: ${reason}`] : [];
}

/** A time to the minute, in UTC. */
function minute(time: string): string {
  return time.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, "Z");
}
