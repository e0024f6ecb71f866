import { type Instrument, type Round } from "../instruments/instrument.ts";
import { nextRound } from "../instruments/routes.ts";

// An estimate is not worth waiting for.
const MOST_STATES = 2_000;

/**
 * The way through an instrument that puts the most questions, whatever the answers may be. Where thousands
 * of branches lead to one another, not every way is looked at.
 */
export function longestPath(instrument: Instrument): Round[] {
  const known = new Map<string, readonly Round[]>();
  const edges = edgesOf(instrument);
  const longestFrom = (path: readonly Round[]): readonly Round[] => {
    const state = stateOf(path, edges);
    const found = known.get(state);
    if (found !== undefined) return found;
    const ways = waysOn(instrument, path);
    const looked = known.size < MOST_STATES ? ways : ways.slice(0, 1);
    const longest = looked.map((round) => [round, ...longestFrom([...path, round])])
      .reduce((best, way) => questionsIn(way) > questionsIn(best) ? way : best, []);
    known.set(state, longest);
    return longest;
  };
  return [...longestFrom([])];
}

/** The rounds that may ever come right after each: those that it or nobody routes to, or that depend on it. */
type Edges = ReadonlyMap<string, readonly Round[]>;

function edgesOf({ rounds }: Instrument): Edges {
  const routes = new Map(
    rounds.map(({ name, routeWhen = [] }) => [name, new Set(routeWhen.map(({ goto }) => goto))]),
  );
  const targets = new Set(routes.values().flatMap((own) => own));
  return new Map(rounds.map(({ name }) => [
    name,
    rounds.filter((next) =>
      !targets.has(next.name) || routes.get(name)?.has(next.name) || next.dependsOn === name
    ),
  ]));
}

/** What the way on depends on: the last round and, of the others, those that could come again after it. */
function stateOf(path: readonly Round[], edges: Edges): string {
  const done = new Set(path.map(({ name }) => name));
  const last = path.at(-1)?.name;
  const [ahead, met] = [new Set(last === undefined ? [] : [last]), new Set<string>()];
  // Grows while it is walked.
  for (const round of ahead) {
    for (const { name, dependsOn } of edges.get(round) ?? []) {
      if (dependsOn !== undefined && done.has(dependsOn)) met.add(dependsOn);
      (done.has(name) ? met : ahead).add(name);
    }
  }
  return JSON.stringify([last, [...met].sort()]);
}

/** The rounds that may come next: where routes decide, each that they name. */
function waysOn(instrument: Instrument, path: readonly Round[]): Round[] {
  const names = path.map(({ name }) => name);
  const routes = path.at(-1)?.routeWhen;
  if (routes === undefined) {
    const next = nextRound(instrument, names, null);
    return next === undefined ? [] : [next];
  }
  const targets = new Set(routes.map(({ goto }) => goto));
  return instrument.rounds.filter(({ name }) => targets.has(name) && !names.includes(name));
}

function questionsIn(path: readonly Round[]): number {
  return path.reduce((sum, { questions }) => sum + questions.length, 0);
}
