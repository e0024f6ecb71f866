import { type Host } from "../host/host.ts";
import { cut } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Estimate } from "../studies/estimate.ts";
import { type Survey } from "../studies/survey.ts";
import { textOf, type Values } from "./flag.ts";

/** Says what a run would ask and cost, and asks nothing. */
export async function dryRun(
  survey: Survey<Questions>,
  values: Values,
  host: Host,
): Promise<number> {
  const estimate = await survey.estimate();
  const people = (await survey.panelists()).length;
  const isText = (textOf(values, "output-format") ?? "text") === "text";
  if (isText) host.terminal.out(`${plain(wordsOf(survey, estimate, people).join("\n"))}\n`);
  else host.terminal.out(JSON.stringify(jsonOf(survey, estimate, people)) + "\n");
  return 0;
}

function wordsOf({ plan }: Survey<Questions>, estimate: Estimate, people: number): string[] {
  const asked = Object.entries(plan.instrument?.questions ?? {});
  return [
    `A dry run of "${plan.instrument?.name}": nothing is asked and nothing is spent.`,
    "",
    `panelists  ${people}`,
    ...asked.flatMap(([key, { text, followUps = [] }], place) => [
      `${place === 0 ? "questions " : "          "} ${key}: ${cut(text, 80)}`,
      ...followUps.map(({ text, condition }) => `             ${cut(text, 60)} (${condition})`),
    ]),
    `way        ${estimate.path.join(" → ")}`,
    `calls      at most ${estimate.calls}, corrections and retries aside`,
    `tokens     about ${estimate.inputTokens} in, ${estimate.outputTokens} out`,
    `cost       about ${dollars(estimate.cost)}`,
    ...Object.entries(estimate.byModel).map(([name, { calls, cost }]) =>
      `           ${name}: ${calls} calls, about ${dollars(cost)}`
    ),
  ];
}

function jsonOf({ plan }: Survey<Questions>, estimate: Estimate, people: number) {
  const { instrument, models, merge } = plan;
  return {
    dry_run: true,
    model: models?.entries[0]?.name ?? null,
    persona_count: people,
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
    ...(merge === null ? {} : {
      personas_merge_warnings: merge.collisions.map(({ name, source }) => ({
        ...{ type: "name_collision", name, source_path: source },
        ...{ post_dedup_count: merge.after, pre_dedup_count: merge.before },
      })),
    }),
  };
}
