import assert from "node:assert/strict";
import fc from "fast-check";
import { parseInstrument } from "../../mod.ts";
import { type Instrument } from "../../lib/instruments/instrument.ts";
import { nextRound } from "../../lib/instruments/routes.ts";
import { longestPath } from "../../lib/studies/longest_path.ts";

/** A round of so many questions, with the rounds it leads to and the one it depends on. */
interface Drawn {
  readonly size: number;
  readonly routes: readonly number[];
  readonly dependsOn: number | null;
}

/** An instrument of such rounds; what is named by a number lies so many rounds further on, or before. */
function instrumentOf(drawn: readonly Drawn[]): Instrument {
  const names = drawn.map((_, place) => `r${place}`);
  return parseInstrument({
    rounds: drawn.map(({ size, routes, dependsOn }, place) => {
      const goto = routes.map((step) => names[place + step]).filter((name) => name !== undefined);
      const before = dependsOn === null ? undefined : names[place - dependsOn];
      const rule = { field: "themes", op: "contains", value: "x" };
      return {
        name: names[place],
        questions: Array.from(
          { length: size },
          (_, at) => ({ key: `q${place}-${at}`, text: "Q?" }),
        ),
        ...(before === undefined ? {} : { depends_on: before }),
        ...(goto.length === 0 ? {} : {
          route_when: [...goto.slice(1).map((name) => ({ if: rule, goto: name })), {
            else: goto[0],
          }],
        }),
      };
    }),
  });
}

/** How many questions the longest way has, by walking every way there is. */
function mostQuestions(instrument: Instrument, path: readonly string[] = []): number {
  const last = instrument.rounds.find(({ name }) => name === path.at(-1));
  const gotos = last?.routeWhen?.map(({ goto }) => goto).filter((name) => !path.includes(name));
  const next = nextRound(instrument, path, null)?.name;
  const ways = gotos ?? (next === undefined ? [] : [next]);
  return Math.max(
    0,
    ...ways.map((name) => {
      const round = instrument.rounds.find((one) => one.name === name);
      return round === undefined
        ? 0
        : round.questions.length + mostQuestions(instrument, [...path, name]);
    }),
  );
}

Deno.test("longestPath() is as long as the longest of all ways", () => {
  const round = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    routes: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    dependsOn: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 4 }),
  });
  let branching = 0;
  fc.assert(
    fc.property(fc.array(round, { minLength: 1, maxLength: 9 }), (drawn) => {
      let instrument: Instrument;
      try {
        instrument = instrumentOf(drawn);
      } catch {
        // What leads in a circle is refused when it is read.
        return;
      }
      if (drawn.some(({ routes }) => routes.length > 1)) branching += 1;
      const path = longestPath(instrument);
      const questions = path.reduce((sum, { questions }) => sum + questions.length, 0);
      assert.equal(questions, mostQuestions(instrument));
      assert.equal(new Set(path).size, path.length);
    }),
    { seed: 3, numRuns: 1500 },
  );
  assert.ok(branching > 200, `${branching}`);
});

Deno.test("longestPath() walks a long chain of branches in no time to speak of", () => {
  // Forty forks have 2^40 ways; the second branch of each has the more questions.
  const forks = Array.from({ length: 40 }, () => [
    { size: 1, routes: [1, 2], dependsOn: null },
    { size: 1, routes: [], dependsOn: null },
    { size: 2, routes: [], dependsOn: null },
  ]).flat();
  const path = longestPath(instrumentOf(forks));
  assert.deepEqual(
    path.map(({ name }) => name),
    forks.flatMap(({ size }, place) => place % 3 === 0 || size === 2 ? [`r${place}`] : []),
  );
});

Deno.test("longestPath() finds a way where there are too many to look at all of them", () => {
  // The last round leads back to every branch that was not taken, so that each fork matters to the end.
  const count = 24;
  const forks = Array.from({ length: count }, () => [
    { size: 1, routes: [1, 2], dependsOn: null },
    { size: 1, routes: [], dependsOn: null },
    { size: 2, routes: [], dependsOn: null },
  ]).flat();
  const back = forks.flatMap(({ routes }, place) =>
    routes.length > 0 ? [] : [place - forks.length]
  );
  const path = longestPath(instrumentOf([...forks, { size: 1, routes: back, dependsOn: null }]));
  const names = path.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  // Every fork, a branch of each, the last round, and a branch more.
  assert.equal(names.length, 2 * count + 2);
});
