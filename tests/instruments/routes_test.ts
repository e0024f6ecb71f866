import assert from "node:assert/strict";
import { type Findings } from "../../lib/instruments/findings.ts";
import { firstRound, nextRound, unreachableRounds } from "../../lib/instruments/routes.ts";
import { type Instrument, parseInstrument } from "../../mod.ts";

const FOUND: Findings = {
  summary: "",
  themes: ["Pricing pain", "trust"],
  agreements: [],
  disagreements: [],
  surprises: [],
  recommendation: "wait",
};

interface Way {
  readonly depends_on?: string;
  readonly route_when?: readonly unknown[];
}

const when = (field: string, op: string, value: string, goto: string) => ({
  ...{ if: { field, op, value }, goto },
});

/** An instrument whose rounds are connected like this. */
function ways(rounds: Readonly<Record<string, Way>>): Instrument {
  return parseInstrument({
    rounds: Object.entries(rounds).map(([name, way]) => ({
      ...{ name, questions: [{ text: `${name}?` }] },
      ...way,
    })),
  });
}

/** The rounds that are put when every synthesis finds the same. */
function path(instrument: Instrument, findings: Findings | null = FOUND): string {
  const names: string[] = [];
  for (;;) {
    const next = nextRound(instrument, names, findings);
    if (next === undefined) return names.join(" ");
    assert.ok(!names.includes(next.name), `${next.name} came twice`);
    names.push(next.name);
  }
}

/** Where a rule leads. */
function led(field: string, op: string, value: string, found: Findings | null = FOUND) {
  const route_when = [when(field, op, value, "hit"), { else: "else" }];
  return nextRound(ways({ a: { route_when }, hit: {}, else: {} }), ["a"], found)?.name;
}

Deno.test("K2: nextRound() contains, equals and matches as the reference does", () => {
  assert.equal(led("themes", "contains", "Pric"), "hit");
  assert.equal(led("themes", "contains", "pric"), "else");
  assert.equal(led("themes", "equals", "trust"), "hit");
  assert.equal(led("themes", "equals", "trus"), "else");
  assert.equal(led("recommendation", "matches", "(?i)WAIT"), "hit");
  assert.equal(led("summary", "contains", "zz"), "else");
});

Deno.test("K2: nextRound() searches every item of a list, and a text as a whole", () => {
  assert.equal(led("themes", "matches", "^t.*t$"), "hit");
  assert.equal(led("themes", "matches", "pain trust"), "else");
  assert.equal(led("recommendation", "equals", "wait"), "hit");
  assert.equal(led("recommendation", "equals", "WAIT"), "else");
  assert.equal(led("surprises", "contains", ""), "else");
});

Deno.test("K3: nextRound() refuses a field that no synthesis has", () => {
  const [round] = ways({ a: {} }).rounds;
  assert.ok(round);
  for (const field of ["mood", "constructor"]) {
    const routeWhen = [{ if: { field, op: "contains", value: "x" }, goto: "a" } as const];
    const instrument = { ...ways({ a: {} }), rounds: [{ ...round, routeWhen }] };
    assert.throws(() => nextRound(instrument, ["a"], FOUND), {
      name: "TypeError",
      message: `Cannot follow a route: "${field}" is not a finding (known are summary, themes, ` +
        "agreements, disagreements, surprises, recommendation)",
    });
  }
});

Deno.test("nextRound() takes the first route that matches, and the last without findings", () => {
  const instrument = ways({
    a: {
      route_when: [
        when("themes", "contains", "trust", "b"),
        when("themes", "contains", "Pric", "c"),
        { else: "d" },
      ],
    },
    ...{ b: {}, c: {}, d: {} },
  });
  assert.equal(path(instrument), "a b");
  assert.equal(path(instrument, { ...FOUND, themes: ["Pricing"] }), "a c");
  assert.equal(path(instrument, { ...FOUND, themes: [] }), "a d");
  assert.equal(path(instrument, null), "a d");
});

Deno.test("nextRound() finds its end where a route says so, whatever is left", () => {
  const instrument = ways({ a: { route_when: [{ else: "__end__" }] }, b: {} });
  assert.equal(path(instrument), "a");
});

Deno.test("nextRound() is not held up by a pattern that would hang a backtracking search", () => {
  const found = { ...FOUND, summary: `${"a".repeat(50_000)}b` };
  assert.equal(led("summary", "matches", "(a+)+$", found), "else");
});

Deno.test("nextRound() without routes goes as listed, each round after the one it depends on", () => {
  assert.equal(path(ways({ a: {}, b: {}, c: {} })), "a b c");
  assert.equal(path(ways({ a: {}, b: {}, c: { depends_on: "a" } })), "a b c");
  assert.equal(path(ways({ a: {}, b: { depends_on: "c" }, c: {}, d: {} })), "a c b d");
  assert.equal(path(ways({ a: { depends_on: "d" }, b: {}, c: {}, d: {} })), "d a b c");
  assert.equal(path(ways({ a: { depends_on: "b" }, b: { depends_on: "c" }, c: {} })), "c b a");
});

const BRANCHING = ways({
  intro: {},
  ask: {
    depends_on: "intro",
    route_when: [when("themes", "contains", "Pric", "price"), { else: "trust" }],
  },
  price: {},
  trust: {},
  wrap: {},
  deep: { depends_on: "price" },
});

Deno.test("nextRound() drops no round, and puts no branch that was not chosen", () => {
  assert.equal(path(BRANCHING), "intro ask price deep wrap");
  assert.equal(path(BRANCHING, null), "intro ask trust wrap");
});

Deno.test("nextRound() never puts a round twice, and goes on where a route leads back to one", () => {
  const back = ways({ a: {}, b: { route_when: [{ else: "a" }] }, c: {} });
  assert.equal(path(back), "a b c");
});

Deno.test("firstRound() is the first listed one, after whatever it depends on", () => {
  assert.equal(firstRound(BRANCHING).name, "intro");
  assert.equal(firstRound(ways({ a: { depends_on: "c" }, b: {}, c: {} })).name, "c");
  assert.throws(() => firstRound({ ...BRANCHING, rounds: [] }), /Cannot begin the instrument/);
});

Deno.test("unreachableRounds() are those that nothing leads to, in the order listed", () => {
  assert.deepEqual(unreachableRounds(BRANCHING), []);
  const ends = { route_when: [{ else: "__end__" }] };
  assert.deepEqual(unreachableRounds(ways({ a: ends, b: {}, c: { depends_on: "b" } })), ["b", "c"]);
  const both = { route_when: [when("themes", "contains", "x", "b"), { else: "c" }] };
  assert.deepEqual(unreachableRounds(ways({ a: both, b: ends, c: {}, d: {} })), []);
  assert.deepEqual(unreachableRounds(ways({ a: {}, b: { depends_on: "c" }, c: {} })), []);
  assert.deepEqual(unreachableRounds(ways({ intro: {}, a: ends, b: {} })), ["b"]);
});

Deno.test("unreachableRounds() names none where there are too many ways to walk", () => {
  const branch = (place: number): [string, Way][] => [
    [`ask${place}`, {
      route_when: [when("themes", "contains", "x", `a${place}`), { else: `b${place}` }],
    }],
    [`a${place}`, {}],
    [`b${place}`, {}],
  ];
  const branches = Array.from({ length: 20 }, (_, place) => branch(place)).flat();
  assert.deepEqual(unreachableRounds(ways(Object.fromEntries(branches))), []);
});
