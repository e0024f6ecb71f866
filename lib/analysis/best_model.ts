import { type Leaderboard, type LeaderboardEntry } from "../benchmarks/leaderboard_form.ts";
import { categoryOf, parseTarget, type Target, topicOf } from "../benchmarks/topics.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { suggest } from "../schema/suggest.ts";
import { askable } from "./askable_entry.ts";
import { doubts } from "./best_model_doubts.ts";
import { ranking } from "./best_model_ranking.ts";

/** A row of the leaderboard that was passed over, and why. */
export interface PassedOver {
  /** What the row is called. */
  readonly label: string;
  /** Why it cannot be asked. */
  readonly reason: string;
}

/** The model that a leaderboard recommends, or why it recommends none. */
export class BestModel {
  /** What the model is called here; null when there is none. */
  readonly model!: string | null;
  /** Why there is none; null when there is one. */
  readonly reason!: string | null;
  /** The category the rows are ordered by; null for all questions together. */
  readonly category!: string | null;
  /** The dataset the rows are of. */
  readonly dataset!: string;
  /** The row that won. */
  readonly entry!: LeaderboardEntry | null;
  /** What it won by: the category's score, or the SPS. */
  readonly score!: number | null;
  /** The rows above it that cannot be asked here; when there is no model, all of them. */
  readonly passedOver!: readonly PassedOver[];
  /** What a reader should know of the choice. */
  readonly warnings!: readonly string[];

  /** Made by `bestModelFor()`. */
  constructor(values: BestModel) {
    Object.assign(this, values);
  }
}

/**
 * The best model of a leaderboard that can be asked here. Rows are ordered by the score of a category of
 * questions, or by SPS; equal ones by enough runs (three), then by the narrower interval, then by the
 * number of questions. Baselines and ensembles are no models; a label that does not say for certain which
 * model it is, or one whose provider has no key, cannot be asked. What stands above the choice for such a
 * reason is named.
 *
 * @param target `TOPIC`, `TOPIC:DATASET` or `:DATASET`; a topic is a category (`"Politics & Governance"`) or
 * a word for it (`"politics"`, `"political-opinion"`). @default {the dataset is globalopinionqa}
 * @param board As `leaderboard()` gives it, or `parseLeaderboard()`.
 * @throws {TypeError} When the target is blank.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bestModelFor, parseLeaderboard } from "../../mod.ts";
 *
 * const board = parseLeaderboard({
 *   entries: [
 *     { model: "random-baseline", dataset: "gss", sps: 0.9, is_baseline: true },
 *     { model: "Gemini Flash Lite", dataset: "gss", sps: 0.8 },
 *   ],
 * }, "a leaderboard");
 * const { model, passedOver } = bestModelFor(":gss", board);
 * assert(model === null && passedOver.length === 2);
 * ```
 */
export function bestModelFor(
  target: string,
  board: Pick<Leaderboard, "entries">,
  { host = denoHost() }: { readonly host?: Host } = {},
): BestModel {
  const { topic, dataset } = parseTarget(target);
  const rows = board.entries.filter((entry) => entry.dataset === dataset);
  const categories = [...new Set(rows.flatMap(({ topicScores }) => Object.keys(topicScores)))];
  const category = topic === null ? null : categoryOf(topic, categories);
  const none = { model: null, category: category ?? null, dataset, entry: null, score: null };
  if (rows.length === 0 || category === undefined) {
    const reason = rows.length === 0
      ? unknownDataset(dataset, board.entries)
      : unknownTopic({ topic, dataset }, categories);
    return new BestModel({ ...none, reason, passedOver: [], warnings: [] });
  }
  const ranked = ranking(rows, category);
  const passedOver: PassedOver[] = [];
  for (const [place, { entry, score }] of ranked.entries()) {
    const asked = askable(entry, host);
    if (typeof asked !== "string") {
      passedOver.push({ label: entry.label, ...asked });
      continue;
    }
    const warnings = doubts({ entry, score }, ranked.slice(place + 1), category, host);
    return new BestModel({
      ...none,
      ...{ model: asked, reason: null, entry, score, passedOver, warnings },
    });
  }
  const what = category === null ? "" : ` with a score for "${category}"`;
  return new BestModel({
    ...{ ...none, passedOver, warnings: [] },
    reason:
      `none of the ${ranked.length} rows of "${dataset}"${what} is a model that can be asked here`,
  });
}

function unknownDataset(dataset: string, entries: readonly LeaderboardEntry[]): string {
  const known = [...new Set(entries.map((entry) => entry.dataset))].sort();
  return `the leaderboard has no rows of "${dataset}"${hint(dataset, known)}`;
}

function unknownTopic({ topic, dataset }: Target, categories: readonly string[]): string {
  const known = categories.map(topicOf).sort();
  return `no row of "${dataset}" has a score for "${topic}"${hint(topic ?? "", known)}`;
}

/** A list that somebody else wrote may be of any length. */
const MOST_NAMED = 12;

function hint(word: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const near = suggest(word, known);
  const names = known.slice(0, MOST_NAMED).join(", ");
  return near ? `: did you mean "${near}"?` : ` (there are ${names})`;
}
