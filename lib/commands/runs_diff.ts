import { type Divergence } from "../analysis/divergence.ts";
import { type Tally } from "../analysis/tally.ts";
import { percent } from "../display/bars.ts";
import { counted } from "../display/counted.ts";
import { columns, cut } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import {
  type Compared,
  compared,
  type ComparedAnswers,
  type ComparedResult,
} from "../studies/compared.ts";
import { openedRun } from "../studies/opened_run.ts";
import { foundRun } from "../studies/run_root.ts";
import { rootOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/** A run under the id by which it was asked for. */
interface Named {
  readonly id: string;
  readonly result: ComparedResult;
}

/** How many differences of the plans stand in a text. */
const NAMED = 12;

/** Carries out `runs diff`. */
export async function runsDiff(
  [first = "", second = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const root = rootOf(values, host);
  const named = async (id: string): Promise<Named> => {
    return { id, result: await openedRun(await foundRun(id, root, host), host) };
  };
  const runs = [await named(first), await named(second)] as const;
  const found = compared(runs[0].result, runs[1].result);
  host.terminal.out(
    values["output-format"] === "json"
      ? jsonLine(diffJson(runs, found))
      : `${plain(diffLines(runs, found).join("\n"))}\n`,
  );
  return 0;
}

type Runs = readonly [Named, Named];

function diffLines(runs: Runs, { plans, questions, others }: Compared): string[] {
  const more = plans.length - NAMED;
  const compared = questions.filter(({ divergence }) => divergence !== null).length;
  return [
    ...columns(runs.map(headOf)),
    "",
    plans.length === 0 ? "the plans are the same" : "the plans differ:",
    ...plans.slice(0, NAMED).map((line) => `  ${cut(line, 98)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...questions.flatMap((one) => ["", ...questionLines(one, runs)]),
    ...(compared < 2 ? [] : [
      "",
      `of ${compared} questions whose answers do not differ, ${
        (0.05 * compared).toFixed(2)
      } would have p ≤ .05 by chance`,
    ]),
    ...(compared === 0 || !isOfSamePeople(runs) ? [] : ["", SAME_PEOPLE]),
    ...(others.length === 0 ? [] : ["", "not compared:"]),
    ...columns(others.map(({ key, reason }) => [`  ${cut(key, 28)}`, reason])),
  ];
}

const SAME_PEOPLE =
  "some people are in both runs, and are compared as if they were others: where they answer " +
  "alike, chance alone makes less than is said here, and p is smaller";

function isOfSamePeople([first, second]: Runs): boolean {
  const known = new Set(first.result.plan.personas.map((persona) => JSON.stringify(persona)));
  return second.result.plan.personas.some((persona) => known.has(JSON.stringify(persona)));
}

/** A run in a row: what was asked of whom, and what must be said with its answers. */
function headOf({ id, result }: Named): string[] {
  const { plan, isCutOff, notice } = result;
  return [
    id,
    `${
      plan.exposure === undefined
        ? plan.instrument?.name
        : `followed over ${counted(plan.exposure.periods, "period")}`
    } · ${counted(result.panelists.length, "panelist")}`,
    [isCutOff ? "as far as it has come" : "", notice ?? ""].filter((one) => one).join("; "),
  ];
}

function questionLines({ tallies, divergence, reason }: ComparedAnswers, runs: Runs): string[] {
  const [first, second] = tallies;
  const label = first.context.label === undefined ? "" : `${first.context.label} · `;
  const rows = optionsOf(tallies).map((option) => [
    cut(option, 40),
    ...tallies.map(({ shares }) => shares[option] === undefined ? "–" : percent(shares[option])),
  ]);
  const sizes = ["n", String(first.n), String(second.n)];
  const heading = ["", ...runs.map(({ id }) => id)];
  return [
    `${label}${first.question} · ${cut(first.text, 72)}`,
    ...(first.counted === null ? [] : [`  by ${first.counted}`]),
    ...columns([heading, ...rows, sizes], [1, 2]).map((line) => `  ${line}`),
    `  ${divergence === null ? `no divergence: ${reason}` : divergenceText(divergence)}`,
  ];
}

function divergenceText({ jsd, floor95, pNull }: Divergence): string {
  return `divergence ${jsd.toFixed(4)} bits; chance alone makes up to ${floor95.toFixed(4)} in ` +
    `95 of 100 cases (p = ${pNull.toPrecision(2)})`;
}

/** The options of either side, those of the first before those that only the second has. */
function optionsOf(tallies: ComparedAnswers["tallies"]): string[] {
  return [...new Set(tallies.flatMap(({ options }) => options.map(({ value }) => value)))];
}

function diffJson(runs: Runs, { plans, questions, others }: Compared): Record<string, unknown> {
  return {
    runs: runs.map(({ id, result: { fingerprint, isCutOff, notice } }) => {
      return { run_id: id, fingerprint, cut_off: isCutOff, notice };
    }),
    plans,
    questions: questions.map(({ tallies, divergence, reason }) => ({
      key: tallies[0].question,
      question: tallies[0].text,
      model: tallies[0].context.label ?? null,
      answers: tallies.map(tallyJson),
      ...(divergence === null
        ? { divergence, reason }
        : { divergence: divergenceJson(divergence) }),
    })),
    not_compared: others,
  };
}

function tallyJson({ n, nEffective, counts, shares }: Tally): Record<string, unknown> {
  return { n, n_effective: nEffective, counts, shares };
}

function divergenceJson(divergence: Divergence): Record<string, unknown> {
  const { jsd, jsdCorrected, floor95, pNull, distinguishable, interval } = divergence;
  return { jsd, jsd_corrected: jsdCorrected, floor95, p_null: pNull, distinguishable, interval };
}
