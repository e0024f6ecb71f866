import { Blend } from "../analysis/blend.ts";
import { Calibration } from "../analysis/calibration.ts";
import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { personaOf } from "../analysis/clusters.ts";
import { Comparison } from "../analysis/comparison.ts";
import { type GroupComparison, sizeFlag } from "../analysis/group_comparison.ts";
import { attributeOf, groupOf } from "../analysis/group_of.ts";
import { type Humans } from "../analysis/humans.ts";
import { inWordsOf, type Reworded } from "../analysis/in_words_of.ts";
import { type Tally } from "../analysis/tally.ts";
import { TallyCounter } from "../analysis/tally_counter.ts";
import { type Row } from "../rows/row.ts";
import { type Counting } from "./digest.ts";
import { type Panelist } from "./panelists.ts";
import { outsideGroups } from "./outside_groups.ts";
import { type Plan } from "./plan.ts";

/** Answers that are held against people's. */
export interface Answered {
  readonly rows: Iterable<Row>;
  readonly counting: Pick<Counting, "questions" | "context" | "arms">;
  readonly plan: Pick<Plan, "models" | "blend" | "seed">;
  readonly panelists: readonly Panelist[];
}

/**
 * Holds the answers to a question against people's.
 *
 * @throws {TypeError} When the question is not asked, has no options, or an answer may name several.
 */
export function calibrationOf(target: CalibrationTarget, answered: Answered): Calibration {
  const { counting: { questions } } = answered;
  const asked = questions.get(target.question);
  if (asked === undefined) {
    throw new TypeError(
      `Cannot calibrate "${target.question}": the questions are ${
        [...questions.keys()].join(", ")
      }`,
    );
  }
  const reworded = inWordsOf(target.humans, asked);
  const clustered = target.isCycled ? inClusters(answered) : answered;
  const everybody = new Counted(reworded, clustered);
  const groups = groupsOf(target, reworded, clustered);
  for (const given of answered.rows) {
    if (given.question !== target.question) continue;
    const row = target.isCycled ? { ...given, panelist: firstOf(given.panelist) } : given;
    everybody.count(row);
    for (const group of groups) if (group.holds(row.panelist)) group.counted.count(row);
  }
  const seed = answered.plan.seed ?? 0;
  const compared = (tally: Tally, label: string | null) =>
    new Comparison({ tally, humans: target.humans, reworded, seed }, label);
  const { whole, models } = everybody;
  return new Calibration({
    ...{ target, reworded },
    whole: whole && compared(whole, null),
    models: models.map((tally) => compared(tally, tally.context.label ?? null)),
    groups: groups.flatMap((group) => comparisonsOf(group, reworded, seed)),
    warnings: [
      ...(target.isCycled ? [] : alike(answered.panelists)),
      ...outsideGroups(target, answered.panelists),
    ],
  });
}

/** Equal personas are people of their own, and yet what they say is not what other personas would. */
function alike(panelists: readonly Panelist[]): string[] {
  const personas = new Set(panelists.map(({ id }) => personaOf(id)));
  const different = new Set([...personas].map(firstOf)).size;
  if (different === personas.size) return [];
  return [
    `only ${different} of the ${personas.size} personas differ, and equal ones count as people of their own: ` +
    "intervals and p tell how this panel would answer again, and nothing of other personas like these",
  ];
}

/** Where personas were put on the panel several times: their answers come in clusters. */
function inClusters(answered: Answered): Answered {
  const { counting, panelists } = answered;
  return {
    ...answered,
    counting: { ...counting, context: { ...counting.context, clustered: true } },
    panelists: panelists.map((one) => ({ ...one, id: firstOf(one.id) })),
  };
}

/** The id of the first of equal personas. */
function firstOf(panelist: string): string {
  return panelist.replace(/\.\d+/, "");
}

/** Answers of some people, counted once or for each model of an ensemble. */
class Counted {
  readonly #counters: ReadonlyMap<string | null, TallyCounter>;
  readonly #personas = new Set<string>();
  readonly #answered: Answered;

  constructor({ asked }: Reworded, answered: Answered) {
    const { arms, context } = answered.counting;
    this.#answered = answered;
    this.#counters = new Map(
      (arms ?? [null]).map((arm) => [
        arm,
        new TallyCounter(asked, arm === null ? context : { ...context, label: arm }),
      ]),
    );
  }

  count(row: Row): void {
    this.#counters.get(this.#counters.has(null) ? null : row.arm)?.count(row);
    if (row.status === "ok" && !row.afterStop) this.#personas.add(personaOf(row.panelist));
  }

  /** How many personas have answered. */
  get personas(): number {
    return this.#personas.size;
  }

  /** All answers: of an ensemble their blend, or null where they are not to be blended. */
  get whole(): Tally | null {
    const { plan, counting } = this.#answered;
    const [first] = [...this.#counters.values()];
    if (counting.arms === null) return first?.tally ?? null;
    if (!plan.blend) return null;
    const weights = plan.models?.entries.map(({ weight }) => weight) ?? [];
    return new Blend(this.models, weights, counting.context);
  }

  /** The answers of each model of an ensemble. */
  get models(): readonly Tally[] {
    if (this.#answered.counting.arms === null) return [];
    return [...this.#counters.values()].map(({ tally }) => tally);
  }
}

/** A group of the panel that the survey knows too. */
interface Group {
  readonly attribute: string;
  readonly name: string;
  readonly humans: Humans;
  readonly counted: Counted;
  holds(panelist: string): boolean;
}

/** The groups that both have, each with those of the panel who are in it. */
function groupsOf(
  { groups }: CalibrationTarget,
  reworded: Reworded,
  answered: Answered,
): Group[] {
  const names = new Set(answered.panelists.flatMap(({ persona }) => Object.keys(persona)));
  const attributes = new Set(groups.flatMap(({ where }) => Object.keys(where)));
  return [...attributes].flatMap((attribute) => {
    const own = attributeOf(attribute, names);
    if (own === undefined) return [];
    const known = groups.flatMap((humans) => {
      const name = humans.where[attribute];
      return name === undefined ? [] : [{ name, humans }];
    });
    const all = known.map(({ name }) => name);
    const groupBy = new Map(
      answered.panelists.map(({ id, persona }) =>
        [id, groupOf(attribute, persona[own], all)] as const
      ),
    );
    return known.flatMap(({ name, humans }): Group[] => {
      if (![...groupBy.values()].includes(name)) return [];
      const { counting } = answered;
      const context = { ...counting.context, label: `${attribute}: ${name}` };
      const counted = new Counted(reworded, { ...answered, counting: { ...counting, context } });
      return [{ attribute, name, humans, counted, holds: (id) => groupBy.get(id) === name }];
    });
  });
}

function comparisonsOf(
  { attribute, name, humans, counted }: Group,
  reworded: Reworded,
  seed: number,
): GroupComparison[] {
  const { whole, models, personas } = counted;
  return (whole === null ? models : [whole]).map((tally) => {
    const { flag, isTooSmall } = sizeFlag(personas, tally.nEffective, humans.worth);
    const withheld = isTooSmall ? flag : null;
    const model = whole === null ? tally.context.label ?? null : null;
    const label = `${attribute}: ${name}${model === null ? "" : ` · ${model}`}`;
    const comparison = new Comparison({ tally, humans, reworded, seed, withheld }, label);
    return { attribute, group: name, model, comparison, personas, flag };
  });
}
