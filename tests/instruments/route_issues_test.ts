import assert from "node:assert/strict";
import { parseInstrument } from "../../mod.ts";
import { issuesOf } from "./questions.ts";

interface Way {
  readonly depends_on?: string;
  readonly route_when?: readonly unknown[];
}

/** An instrument whose rounds are connected like this. */
function rounds(ways: Readonly<Record<string, Way>>) {
  return {
    rounds: Object.entries(ways).map(([name, way]) => ({
      name,
      questions: [{ text: `${name}?` }],
      ...way,
    })),
  };
}

const rule = (more: object = {}) => ({ field: "themes", op: "contains", value: "price", ...more });
const routed = (...route_when: readonly unknown[]) =>
  issuesOf(rounds({ a: { route_when }, b: {} }));

// Cases L4 to L6 and L18 of the specification.
Deno.test("routeIssues() refuses two rounds of one name, and one called like the end", () => {
  const round = (name: string) => ({ name, questions: [{ text: `${name}?` }] });
  assert.deepEqual(
    issuesOf({ rounds: [round("a"), { ...round("a"), questions: [{ text: "Other?" }] }] }),
    ['$.rounds[1].name is "a", which another round is called'],
  );
  assert.deepEqual(issuesOf({ rounds: [round("__end__")] }), [
    '$.rounds[0].name is "__end__", which names the end of the rounds',
  ]);
});

Deno.test("routeIssues() refuses routes that do not end with else", () => {
  assert.deepEqual(routed({ if: rule(), goto: "b" }), [
    "$.rounds[0].route_when must end with { else: ROUND }",
  ]);
  assert.deepEqual(routed({ else: "b" }, { if: rule(), goto: "b" }, { else: "b" }), [
    "$.rounds[0].route_when[0] must be the last entry: else matches always",
  ]);
  assert.deepEqual(routed(), [
    "$.rounds[0].route_when must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("routeIssues() names rounds that do not exist, and the nearest that does", () => {
  const ways = {
    intro: { route_when: [{ if: rule(), goto: "prising" }, { else: "__edn__" }] },
    pricing: { depends_on: "into" },
    last: { depends_on: "__end__" },
  };
  assert.deepEqual(issuesOf(rounds(ways)), [
    '$.rounds[0].route_when[0] names the round "prising", which does not exist: did you mean "pricing"?',
    '$.rounds[0].route_when[1] names the round "__edn__", which does not exist: did you mean "__end__"?',
    '$.rounds[1].depends_on names the round "into", which does not exist: did you mean "intro"?',
    '$.rounds[2].depends_on names the round "__end__", which does not exist',
  ]);
});

Deno.test("routeIssues() names the whole circle of routes and dependencies", () => {
  const circle = (ways: Readonly<Record<string, Way>>) => issuesOf(rounds(ways)).join();
  assert.equal(
    circle({ a: { route_when: [{ else: "a" }] } }),
    "$.rounds must not lead in a circle: a → a",
  );
  assert.equal(
    circle({
      start: { route_when: [{ if: rule(), goto: "b" }, { else: "__end__" }] },
      b: { route_when: [{ else: "c" }] },
      c: {},
      d: { depends_on: "c", route_when: [{ if: rule(), goto: "b" }, { else: "__end__" }] },
    }),
    "$.rounds must not lead in a circle: b → c → d → b",
  );
  assert.equal(
    circle({ a: { depends_on: "b" }, b: { depends_on: "a" } }),
    "$.rounds must not lead in a circle: a → b → a",
  );
});

Deno.test("routeIssues() lets two ways lead to one round", () => {
  const diamond = {
    a: { route_when: [{ if: rule(), goto: "b" }, { else: "c" }] },
    b: { route_when: [{ else: "d" }] },
    c: { route_when: [{ else: "d" }] },
    d: {},
  };
  assert.deepEqual(issuesOf(rounds(diamond)), []);
});

// Case L17 of the specification: a round that nothing leads to is no error.
Deno.test("routeIssues() lets a round stand that nothing leads to", () => {
  const { rounds: parsed } = parseInstrument(
    rounds({ a: { route_when: [{ else: "__end__" }] }, b: {}, c: { depends_on: "b" } }),
  );
  assert.deepEqual(parsed.map(({ name }) => name), ["a", "b", "c"]);
});

Deno.test("routeIssues() refuses what is no regular expression", () => {
  const matching = (value: string) =>
    routed({ if: rule({ op: "matches", value }), goto: "b" }, { else: "b" });
  assert.deepEqual(matching("(price"), [
    "$.rounds[0].route_when[0].if.value must be a regular expression of RE2: missing closing ): `(price`",
  ]);
  assert.deepEqual(matching("(?=price)"), [
    "$.rounds[0].route_when[0].if.value must be a regular expression of RE2: " +
    "invalid or unsupported Perl syntax: `(?=`",
  ]);
  assert.deepEqual(matching("(?i)wait|later"), []);
  assert.deepEqual(routed({ if: rule({ value: "(price" }), goto: "b" }, { else: "b" }), []);
});

Deno.test("parseInstrument() refuses an unknown field or op of a route", () => {
  const [message = ""] = routed(
    { if: rule({ field: "theme", op: "contians" }), goto: "b" },
    { else: "b" },
  );
  assert.match(message, /^\$\.rounds\[0\]\.route_when\[0\] must be a route: /);
  assert.match(message, /if\.field must be one of "summary", "themes", .*, not "theme"/);
  assert.match(message, /if\.op must be one of "contains", "equals", "matches", not "contians"/);
});

Deno.test("parseInstrument() refuses entries that are no routes, each by its place", () => {
  const form = "must be { if: { field, op, value }, goto: ROUND } or { else: ROUND }";
  assert.deepEqual(routed({ if: rule() }, { else: 5 }, "b", {}), [
    "$.rounds[0].route_when[0] must be a route: goto is missing: it must be a text",
    `$.rounds[0].route_when[1] ${form}`,
    `$.rounds[0].route_when[2] ${form}`,
    `$.rounds[0].route_when[3] ${form}`,
  ]);
});
