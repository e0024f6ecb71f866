import { columns } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { type BatchReport } from "../studies/batch_reports.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/** Where it is told that a run waits: where results go, or where all else does. */
export type Tell = "out" | "err";

const HEADINGS = ["model", "state", "requests", "answered", "failed", "batch"];

/** How batches stand, a line each. */
export function batchesText(batches: readonly BatchReport[]): string[] {
  const rows = batches.map(({ model, state, said, total, answered, failed, id, reason }) => [
    ...[model, stateText(state, said), `${total}`, `${answered}`, `${failed}`],
    [id ?? "", reason ?? ""].filter((part) => part !== "").join(": "),
  ]);
  return columns([HEADINGS, ...rows], [2, 3, 4]);
}

/** The same as data. */
export function batchJson({ made, ...batch }: BatchReport): Record<string, unknown> {
  return { ...batch, made_at: new Date(made).toISOString() };
}

/** Tells that a run waits for its batches, and how they stand. */
export function tellWaiting(
  { run, batches, journal }: SurveyResult,
  values: Values,
  tell: Tell,
  { terminal }: Host,
): number {
  const format = textOf(values, "output-format") ?? "text";
  const [, root] = /^(.*)\/[^/]+\/[^/]+$/.exec(journal) ?? [];
  const goesOn = `panel collect ${run} --checkpoint-dir ${root} goes on with it`;
  if (tell === "out" && format !== "text") {
    const type = format === "ndjson" ? { type: "message" } : {};
    const told = { run_id: run, status: "waiting", batches: batches.map(batchJson) };
    terminal.out(jsonLine({ ...type, ...told }));
    return 0;
  }
  const lines = [`run ${run} waits for its batches; ${goesOn}`, ...batchesText(batches)];
  terminal[tell](`${plain(lines.join("\n"))}\n`);
  return 0;
}

function stateText(state: BatchReport["state"], said: string): string {
  if (state === "submitted") return said === "" ? "submitted" : said;
  return state === "collected" ? `collected (${said})` : state;
}
