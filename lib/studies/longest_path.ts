import { type Instrument, type Round } from "../instruments/instrument.ts";
import { nextRound } from "../instruments/routes.ts";

/** The way through an instrument that puts the most questions, whatever the answers may be. */
export function longestPath(instrument: Instrument): Round[] {
  return longestFrom(instrument, []);
}

function longestFrom(instrument: Instrument, path: readonly Round[]): Round[] {
  const ways = waysOn(instrument, path).map((round) => longestFrom(instrument, [...path, round]));
  return ways.reduce(
    (longest, way) => questionsIn(way) > questionsIn(longest) ? way : longest,
    [...path],
  );
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
