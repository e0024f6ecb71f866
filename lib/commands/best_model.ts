import { type BestModel, bestModelFor, type PassedOver } from "../analysis/best_model.ts";
import { ageText, leaderboard } from "../benchmarks/leaderboard.ts";
import { type Leaderboard } from "../benchmarks/leaderboard_form.ts";
import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type Host } from "../host/host.ts";
import { textOf, type Values } from "./flag.ts";
import { oneLine, warn } from "./warn.ts";

/** The most rows that are named one by one, and the longest name. */
const MOST_NAMED = 5;
const LONGEST_NAME = 60;

/**
 * Refuses to look for the best model where others are named, before anybody is asked.
 *
 * @throws {Error} With what it does not go with.
 */
export function checkBestModel(values: Values): void {
  if (values["best-model-for"] === undefined) return;
  if (values.models !== undefined) {
    throw new Error("Cannot use --best-model-for and --models together: both say who answers");
  }
  if (values.simulated !== undefined) {
    throw new Error("Cannot use --best-model-for with --simulated: a language model would answer");
  }
  const mode = values.mode;
  if (mode === "replay" || mode === "verify") {
    throw new Error(
      `Cannot use --best-model-for with --mode ${mode}: name the model that was recorded`,
    );
  }
}

/**
 * The flags with the best model for what `--best-model-for` says in place of that flag, so that a run which
 * goes on later goes on with the same model. Where none is found, that is told, and nothing else changes.
 */
export async function withBestModel(values: Values, host: Host): Promise<Values> {
  const target = textOf(values, "best-model-for");
  if (target === undefined) return values;
  const others = { ...values, "best-model-for": undefined };
  try {
    const board = await leaderboard({ host });
    warn(board.warnings, host);
    if (board.unreadable > 0) {
      warn([`${counted(board.unreadable, "row")} of the leaderboard cannot be read`], host);
    }
    const best = bestModelFor(target, board, { host });
    tell(best, board, host);
    if (best.model !== null) return { ...others, model: best.model };
    warn([`no model is recommended: ${best.reason}; ${instead(values)}`], host);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn([`no model is recommended: ${reason}; ${instead(values)}`], host);
  }
  return others;
}

function instead(values: Values): string {
  const model = textOf(values, "model");
  return model === undefined ? "the standard model answers" : `"${model}" answers`;
}

function tell(best: BestModel, board: Leaderboard, { terminal }: Host): void {
  const { model, entry, passedOver, warnings } = best;
  if (passedOver.length > 0) terminal.err(`passed over: ${oneLine(namesOf(passedOver))}\n`);
  if (model === null || entry === null) return;
  terminal.err(
    `${oneLine(`best model for ${focusOf(best)}: ${model} (${figures(best, board)})`)}\n`,
  );
  warn(warnings, { terminal });
}

function focusOf({ category, dataset }: BestModel): string {
  return category === null ? `all of ${cut(dataset, LONGEST_NAME)}` : `${category} on ${dataset}`;
}

/** What the row says, what is not known left out. */
function figures({ entry, score, category }: BestModel, { age, source }: Leaderboard): string {
  if (entry === null || score === null) return "";
  const { sps, jsd, n, costPer100, label } = entry;
  return [
    ...(category === null ? [] : [`topic score ${score.toFixed(3)}`]),
    ...(sps === null ? [] : [`SPS ${sps.toFixed(3)}`]),
    ...(jsd === null ? [] : [`JSD ${jsd.toFixed(3)}`]),
    ...(n === null ? [] : [`n ${n}`]),
    costPer100 === null ? "cost not known" : `$${costPer100.toFixed(2)} per 100 questions`,
    `listed as "${cut(label, LONGEST_NAME)}"`,
    source === "live" ? "leaderboard of now" : `leaderboard ${ageText(age)} old`,
  ].join(", ");
}

function namesOf(rows: readonly PassedOver[]): string {
  const named = rows.slice(0, MOST_NAMED)
    .map(({ label, reason }) => `"${cut(label, LONGEST_NAME)}" (${reason})`);
  const more = rows.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
