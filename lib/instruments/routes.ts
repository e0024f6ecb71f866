import { linearPattern } from "../schema/pattern.ts";
import { FINDINGS, type Findings } from "./findings.ts";
import { type Instrument, type Round, type Route } from "./instrument.ts";

/** The target of a route that ends the rounds. */
export const END = "__end__";

/**
 * The round that an instrument begins with: the first listed one, after whatever it depends on.
 *
 * @throws {TypeError} When the instrument has no rounds.
 *
 * @example
 * ```ts
 * import { instrument, text } from "../../mod.ts";
 * import { firstRound } from "./routes.ts";
 *
 * if (firstRound(instrument("i", { why: text("Why?") })).name !== "default") throw new Error();
 * ```
 */
export function firstRound(instrument: Instrument): Round {
  const [first] = ordered(instrument);
  if (first !== undefined) return first;
  throw new TypeError(`Cannot begin the instrument "${instrument.name}": it has no rounds`);
}

/**
 * The round that comes after those that were put; undefined at the end. No round comes twice.
 *
 * A round with routes leads where they say. Otherwise, or where they lead to a round that was put, the
 * rounds come as listed, each after the one it depends on; with routes anywhere in the instrument, a
 * round that depends on the one just put comes first, and a round that some route leads to comes only
 * when it is chosen.
 *
 * @param executed The names of the rounds that were put, in that order.
 * @param findings The synthesis of the last of them; without one only `else` matches.
 * @throws {TypeError} When a route asks about what no synthesis has.
 *
 * @example
 * ```ts
 * import { parseInstrument } from "../../mod.ts";
 * import { nextRound } from "./routes.ts";
 *
 * const branching = parseInstrument({
 *   rounds: [
 *     {
 *       name: "start",
 *       questions: [{ text: "What matters?" }],
 *       route_when: [
 *         { if: { field: "themes", op: "contains", value: "price" }, goto: "pricing" },
 *         { else: "__end__" },
 *       ],
 *     },
 *     { name: "pricing", questions: [{ text: "What would you pay?" }] },
 *   ],
 * });
 * const findings = {
 *   ...{ summary: "", themes: ["price first"], agreements: [], disagreements: [] },
 *   ...{ surprises: [], recommendation: "" },
 * };
 * if (nextRound(branching, ["start"], findings)?.name !== "pricing") throw new Error();
 * if (nextRound(branching, ["start"], null) !== undefined) throw new Error();
 * ```
 */
export function nextRound(
  instrument: Instrument,
  executed: readonly string[],
  findings: Findings | null,
): Round | undefined {
  if (executed.length === 0) return firstRound(instrument);
  const route = lastOf(instrument, executed)?.routeWhen
    ?.find((route) => applies(route, findings));
  return after(instrument, executed, route?.goto);
}

/**
 * The rounds that nothing leads to, whatever the answers: no error, but hardly meant. With a dozen
 * branches in a row there are too many ways to walk, and none is named.
 *
 * @example
 * ```ts
 * import { parseInstrument } from "../../mod.ts";
 * import { unreachableRounds } from "./routes.ts";
 *
 * const lonely = parseInstrument({
 *   rounds: [
 *     { name: "a", questions: [{ text: "A?" }], route_when: [{ else: "__end__" }] },
 *     { name: "b", questions: [{ text: "B?" }] },
 *   ],
 * });
 * if (unreachableRounds(lonely).join() !== "b") throw new Error();
 * ```
 */
export function unreachableRounds(instrument: Instrument): string[] {
  const names = instrument.rounds.map(({ name }) => name);
  const reached = new Set<string>();
  const seen = new Set<string>();
  // Grows while it is walked: every way there is, but what lies behind the same rounds only once.
  const ways: (readonly string[])[] = [[]];
  for (const way of ways) {
    if (reached.size === names.length || ways.length > MOST_WAYS) return [];
    for (const { name } of possible(instrument, way)) {
      reached.add(name);
      const longer = [...way, name];
      const state = JSON.stringify([name, longer.toSorted()]);
      if (!seen.has(state)) ways.push(longer);
      seen.add(state);
    }
  }
  return names.filter((name) => !reached.has(name));
}

// A warning is not worth waiting for.
const MOST_WAYS = 2_000;

/** The rounds that may come next, whatever is found. */
function possible(instrument: Instrument, executed: readonly string[]): Round[] {
  if (executed.length === 0) return [firstRound(instrument)];
  const chosen = lastOf(instrument, executed)?.routeWhen?.map(({ goto }) => goto) ?? [undefined];
  return chosen.map((goto) => after(instrument, executed, goto)).filter((next) =>
    next !== undefined
  );
}

/** The round that comes after others, where a route of the last of them was chosen or there is none. */
function after(
  instrument: Instrument,
  executed: readonly string[],
  chosen: string | undefined,
): Round | undefined {
  if (chosen === END) return undefined;
  const left = ordered(instrument).filter(({ name }) => !executed.includes(name));
  const target = left.find(({ name }) => name === chosen);
  if (target !== undefined) return target;
  const targets = targetsOf(instrument);
  const dependent = targets.size === 0 || chosen !== undefined
    ? undefined
    : left.find(({ dependsOn }) => dependsOn === executed.at(-1));
  return dependent ??
    left.find(({ name, dependsOn }) =>
      !targets.has(name) && (dependsOn === undefined || executed.includes(dependsOn))
    );
}

function lastOf({ rounds }: Instrument, executed: readonly string[]): Round | undefined {
  return rounds.find(({ name }) => name === executed.at(-1));
}

/** The rounds as listed, but each after the one it depends on. */
function ordered({ rounds }: Instrument): readonly Round[] {
  const placed = new Set<Round>();
  const place = (round: Round): void => {
    if (placed.has(round)) return;
    const before = rounds.find(({ name }) => name === round.dependsOn);
    // A circle of rounds was refused when the instrument was read.
    if (before) place(before);
    placed.add(round);
  };
  rounds.forEach(place);
  return [...placed];
}

/** The rounds that some route leads to. */
function targetsOf({ rounds }: Instrument): ReadonlySet<string> {
  return new Set(rounds.flatMap(({ routeWhen = [] }) => routeWhen.map(({ goto }) => goto)));
}

function applies({ if: rule }: Route, findings: Findings | null): boolean {
  if (rule === undefined) return true;
  const field = FINDINGS.find((known) => known === rule.field);
  if (field === undefined) {
    throw new TypeError(
      `Cannot follow a route: "${rule.field}" is not a finding (known are ${FINDINGS.join(", ")})`,
    );
  }
  if (findings === null) return false;
  const found = findings[field];
  return (typeof found === "string" ? [found] : found).some((text) =>
    OPS[rule.op](text, rule.value)
  );
}

type Op = NonNullable<Route["if"]>["op"];

// Patterns are RE2's, which take linear time: a pattern out of somebody's file cannot hang a run.
const OPS: Readonly<Record<Op, (text: string, value: string) => boolean>> = {
  contains: (text, value) => text.includes(value),
  equals: (text, value) => text === value,
  matches: (text, value) => linearPattern(value)(text),
};
