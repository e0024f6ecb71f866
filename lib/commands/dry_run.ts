import { type Host } from "../host/host.ts";
import { cut } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { type Questions } from "../instruments/instrument.ts";
import { fillInstrument } from "../instruments/variables.ts";
import { type Estimate } from "../studies/estimate.ts";
import { type Plan } from "../studies/plan.ts";
import { mergeJson } from "../studies/merge_json.ts";
import { type Survey } from "../studies/survey.ts";
import { numberOf, textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/** Says what a run would ask and cost, and asks nothing. */
export function dryRun(
  survey: Survey<Questions>,
  estimate: Estimate,
  values: Values,
  host: Host,
): number {
  const format = textOf(values, "output-format") ?? "text";
  if (format === "text") {
    const words = [...wordsOf(survey, estimate), ...limitsOf(estimate, values)];
    host.terminal.out(`${plain(words.join("\n"))}\n`);
  } else {
    const type = format === "ndjson" ? { type: "message" } : {};
    host.terminal.out(jsonLine({ ...type, ...jsonOf(survey, estimate) }));
  }
  return 0;
}

function wordsOf({ plan }: Survey<Questions>, estimate: Estimate): string[] {
  const filled = plan.instrument && fillInstrument(plan.instrument, plan.variables);
  const asked = Object.entries(filled?.questions ?? {});
  return [
    `A dry run of "${plan.instrument?.name}": nothing is asked and nothing is spent.`,
    "",
    `panelists  ${peopleIn(plan)}`,
    ...(plan.merge?.collisions ?? []).map(({ name, source }) =>
      `           ${cut(name, 40)} is the one of ${cut(source, 40)}`
    ),
    ...asked.flatMap(([key, { text, followUps = [] }], place) => [
      `${place === 0 ? "questions " : "          "} ${cut(key, 40)}: ${cut(text, 60)}`,
      ...followUps.map(({ text, condition }) => `             ${cut(text, 60)} (${condition})`),
    ]),
    `way        ${estimate.path.join(" → ")}`,
    `calls      at most ${estimate.calls}, corrections and retries aside`,
    `tokens     about ${estimate.inputTokens} in, ${estimate.outputTokens} out`,
    `cost       ${guessed(estimate.cost)}`,
    ...Object.entries(estimate.byModel).map(([name, { calls, cost }]) =>
      `           ${name}: ${counted(calls, "call")}, ${guessed(cost)}`
    ),
  ];
}

function guessed(cost: number | null): string {
  return cost === null ? dollars(cost) : `about ${dollars(cost)}`;
}

/** What the limits of the run mean for it. */
function limitsOf({ calls, cost }: Estimate, values: Values): string[] {
  const rate = numberOf(values, "rate-limit-rps");
  const cap = numberOf(values, "max-cost");
  const isOver = cap !== undefined && cost !== null && cost > cap;
  return [
    ...(values.batch === undefined ? [] : [
      "batches    at half the price, within a day for each turn; what sums up is asked by itself",
    ]),
    ...(rate === undefined
      ? []
      : [`time       at least ${Math.ceil((calls - 1) / rate)} s at ${rate} requests a second`]),
    ...(cap === undefined ? [] : [
      `cap        $${cap}${isOver ? ": the run would probably end before it is complete" : ""}`,
    ]),
  ];
}

function peopleIn({ personas, variants }: Plan): number {
  return personas.length * Math.max(1, variants);
}

function jsonOf({ plan }: Survey<Questions>, estimate: Estimate) {
  const { instrument, models, merge } = plan;
  return {
    dry_run: true,
    model: models?.entries[0]?.name ?? null,
    persona_count: peopleIn(plan),
    question_count: Object.keys(instrument?.questions ?? {}).length,
    llm_calls: estimate.calls,
    estimated_input_tokens: estimate.inputTokens,
    estimated_output_tokens: estimate.outputTokens,
    estimated_cost_usd: estimate.cost,
    cost_is_estimated: true,
    by_model: Object.fromEntries(
      Object.entries(estimate.byModel).map(([name, spent]) => [name, {
        calls: spent.calls,
        input_tokens: spent.inputTokens,
        output_tokens: spent.outputTokens,
        cost_usd: spent.cost,
      }]),
    ),
    path: estimate.path,
    validation: "ok",
    rounds: instrument?.rounds.map(({ name, questions }) => ({ name, questions })) ?? [],
    ...(merge === null ? {} : { personas_merge_warnings: mergeJson(merge) }),
  };
}
