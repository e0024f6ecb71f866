import { columns } from "../display/columns.ts";
import { type Host } from "../host/host.ts";
import { type ListedRun, lookAt } from "../studies/list_runs.ts";
import { openedRun } from "../studies/opened_run.ts";
import { foundRun } from "../studies/run_root.ts";
import { flagWords } from "../studies/shell_words.ts";
import { timelineJson } from "../studies/timeline_json.ts";
import { TimelineResult } from "../studies/timeline_result.ts";
import { rootOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";
import { writeJson } from "./output.ts";
import { standing } from "./runs_list.ts";

/** Carries out `runs show`. */
export async function runsShow(
  [id = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const root = rootOf(values, host);
  const result = await openedRun(await foundRun(id, root, host), host);
  if (values["output-format"] === "json") {
    if (result instanceof TimelineResult) {
      host.terminal.out(jsonLine({ ...timelineJson(result, host), events: result.events }));
    } else {
      writeJson(result, host);
    }
    return 0;
  }
  const known = columns(knownOf(await lookAt(id, root, host)));
  host.terminal.out(`${known.join("\n")}\n\n${result}\n`);
  return 0;
}

/** What is known of a run beside its result: rows of a word and what it is. */
function knownOf(run: ListedRun): string[][] {
  const { id, folder, state, reason } = run;
  const head = [["run", id], ["status", standing(run)], ["folder", folder]];
  if (state === null) return reason === null ? head : [...head, ["state", reason]];
  const { created_at, updated_at, counts, round, cli_args } = state;
  const within = round === null ? "" : ` in the round "${round}"`;
  return [
    ...head,
    ["created", created_at],
    ["updated", updated_at],
    ["panelists", `${counts.completed} of ${counts.total}${within}`],
    ...(cli_args === null ? [] : [["flags", flagWords(cli_args)]]),
  ];
}
