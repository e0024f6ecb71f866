import assert from "node:assert/strict";
import { choice } from "../../lib/instruments/choice.ts";
import { type Question } from "../../lib/instruments/kinds.ts";
import { multi } from "../../lib/instruments/multi.ts";
import { number } from "../../lib/instruments/number.ts";
import { pick } from "../../lib/instruments/pick.ts";
import { rank } from "../../lib/instruments/rank.ts";
import { scale } from "../../lib/instruments/scale.ts";
import { shape } from "../../lib/instruments/shape.ts";
import { text } from "../../lib/instruments/text.ts";
import { yesNo } from "../../lib/instruments/yes_no.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { answersOf, crowd, prepared } from "./respondents.ts";

const N = 5000;
// Four standard errors of a share of one half, the widest there is: 4 √(0.25 / 5000).
const BOUND = 0.0283;

type Shares = Readonly<Record<string, number>>;

/** Draws from known shares and holds what came of it against them. */
async function assertConverges(
  question: Question,
  shares: Shares,
  count: (answer: unknown) => readonly string[],
): Promise<void> {
  const drawn: Record<string, number> = {};
  for (const answer of await answersOf(simulated({ shares: { q: shares } }), question, crowd(N))) {
    for (const option of count(answer)) drawn[option] = (drawn[option] ?? 0) + 1 / N;
  }
  for (const [option, share] of Object.entries(shares)) {
    const found = drawn[option] ?? 0;
    assert.ok(
      Math.abs(found - share) < BOUND,
      `${question.kind} ${option}: ${found}, not ${share}`,
    );
    if (share === 0 || share === 1) assert.equal(Number(found.toFixed(9)), share);
  }
}

const one = (answer: unknown) => [String(answer)];
const all = (answer: unknown) => Array.isArray(answer) ? answer.map(String) : [];
const first = (answer: unknown) => all(answer).slice(0, 1);

Deno.test("simulated() draws one option of several by the true shares", async () => {
  const tier = choice("Which?", ["free", "pro", "team"]);
  await assertConverges(tier, { free: 0.6, pro: 0.3, team: 0.1 }, one);
  await assertConverges(tier, { free: 0, pro: 1, team: 0 }, one);
  await assertConverges(yesNo("Would you?"), { yes: 0.72, no: 0.28 }, one);
  const points = { 1: 0.1, 2: 0.15, 3: 0.2, 4: 0.25, 5: 0.3 };
  await assertConverges(scale("How much?", 1, 5), points, one);
});

Deno.test("simulated() takes shares for proportions when they do not add up to 1", async () => {
  const tier = choice("Which?", ["free", "pro"]);
  const drawn = await answersOf(
    simulated({ shares: { q: { free: 0.2, pro: 0.6 } } }),
    tier,
    crowd(N),
  );
  const free = drawn.filter((answer) => answer === "free").length / N;
  assert.ok(Math.abs(free - 0.25) < BOUND, `${free}`);
});

Deno.test("simulated() draws several options each by its own true share", async () => {
  const options = ["price", "design", "service", "brand"];
  const shares = { price: 0.8, design: 0.5, service: 0.3, brand: 0.05 };
  await assertConverges(multi("What matters?", options), shares, all);
  await assertConverges(multi("What matters?", options, { min: 0 }), shares, all);
  await assertConverges(multi("What matters?", options, { max: 2 }), shares, all);
  await assertConverges(pick("Which?", options), { ...shares, price: 1, brand: 0 }, all);
  await assertConverges(pick("Which?", options), { price: 0.2, design: 0.1 }, all);
});

Deno.test("simulated() keeps to the bounds of a list where the shares do not", async () => {
  const options = ["a", "b", "c"];
  const lengths = async (question: Question, shares: Shares) => {
    const answers = await answersOf(simulated({ shares: { q: shares } }), question, crowd(200));
    return [...new Set(answers.map((answer) => all(answer).length))];
  };
  assert.deepEqual(await lengths(multi("Which?", options, { min: 2 }), { a: 0.1 }), [2]);
  assert.deepEqual(await lengths(multi("Which?", options, { max: 1 }), { a: 1, b: 1, c: 1 }), [1]);
});

Deno.test("simulated() puts an option first in a ranking by its true share", async () => {
  const shares = { price: 0.5, design: 0.35, service: 0.15 };
  await assertConverges(rank("What matters?", ["price", "design", "service"]), shares, first);
  await assertConverges(rank("What matters?", ["a", "b"]), { a: 1, b: 0 }, first);
});

Deno.test("simulated() draws the property that decides in a form of one's own", async () => {
  const mood = shape("How was it?", {
    type: "object",
    properties: { why: { type: "string" }, sentiment: { enum: ["good", "bad"] } },
    required: ["why", "sentiment"],
  });
  const shares = { good: 0.7, bad: 0.3 };
  await assertConverges(mood, shares, (answer) => [Object(answer).sentiment]);
  const rated = shape("How was it?", {
    type: "object",
    properties: {
      stars: { type: "integer", minimum: 1, maximum: 3 },
      rating: { type: "integer", minimum: 1, maximum: 3 },
      again: { type: "boolean" },
    },
    required: ["stars", "rating", "again"],
  });
  const points = { 1: 0.2, 2: 0.3, 3: 0.5 };
  await assertConverges(rated, points, (answer) => [String(Object(answer).rating)]);
  const truth = shape("Would you?", {
    type: "object",
    properties: { answer: { type: "boolean" }, why: { type: "string" } },
    required: ["answer", "why"],
  });
  await assertConverges(
    truth,
    { true: 0.4, false: 0.6 },
    (given) => [String(Object(given).answer)],
  );
});

Deno.test("simulated() refuses shares of a question or option that is not there, before the run", () => {
  const questions = [
    prepared(choice("Which?", ["free", "pro"]), "tier").about,
    prepared(text("Why?"), "why").about,
    prepared(number("How much?"), "price").about,
  ];
  const refused = (shares: Readonly<Record<string, Shares>>) => {
    try {
      simulated({ shares }).accepts?.(questions);
    } catch (error) {
      return error instanceof TypeError ? error.message : "";
    }
    return undefined;
  };
  assert.equal(refused({ tier: { free: 0.5, pro: 0.5 } }), undefined);
  assert.equal(refused({ tier: { free: 1 } }), undefined);
  assert.equal(
    refused({ teir: { free: 1 } }),
    'Cannot simulate shares of "teir": the instrument has no such question',
  );
  assert.equal(
    refused({ tier: { free: 0.5, prp: 0.5 } }),
    'Cannot simulate shares of "tier": "prp" is not among its options free, pro',
  );
  assert.equal(
    refused({ why: { money: 1 } }),
    'Cannot simulate shares of "why": the question has no options',
  );
  assert.match(refused({ price: { 5: 1 } }) ?? "", /the question has no options$/);
  assert.match(refused({ tier: { free: 0 } }) ?? "", /no share is positive$/);
});
