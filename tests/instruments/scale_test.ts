import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { scale } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  problem,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

const liking = scale(TEXT, 1, 5, { labels: { 1: "dislike", 5: "like" } });

Deno.test("scale() is the question of a file with that type", () => {
  assertSame(fromYaml("{ type: scale, min: 1, max: 5, labels: { 1: dislike, 5: like } }"), liking);
  assertSame(
    fromYaml("{ type: scale, min: 0, max: 3, order: as_written }"),
    scale(TEXT, 0, 3, { order: "as_written" }),
  );
});

Deno.test("scale() of agreement is what likert stands for, its labels at its own ends", () => {
  const agreement = { 1: "strongly disagree", 5: "strongly agree" };
  assertSame(fromYaml("{ type: likert }"), scale(TEXT, 1, 5, { labels: agreement }));
  assertSame(
    fromYaml("{ type: likert, min: 0, max: 6 }"),
    scale(TEXT, 0, 6, { labels: { 0: "strongly disagree", 6: "strongly agree" } }),
  );
  const own = { labels: { 3: "neither" } };
  assertSame(fromYaml("{ type: likert, labels: { 3: neither } }"), scale(TEXT, 1, 5, own));
});

Deno.test("scale() lists its points, with labels, in the order given", () => {
  assert.equal(
    wording(liking, [4, 3, 2, 1, 0]),
    `${TEXT}\n\n- 5 (like)\n- 4\n- 3\n- 2\n- 1 (dislike)\n\n` +
      "Answer with one whole number from 1 to 5.",
  );
});

Deno.test("scale() of many points is described by its ends and by what points mean", () => {
  const labels = { 0: "very cold", 50: "neutral", 100: "very warm" };
  const thermometer = scale(TEXT, 0, 100, { labels });
  assert.equal(
    wording(thermometer, null),
    `${TEXT}\n\nAnswer with one whole number from 0 to 100, where 0 means "very cold", ` +
      '50 means "neutral", 100 means "very warm".',
  );
  const of = (most: number) => new CompiledQuestion("q", scale(TEXT, 0, most)).options?.length;
  assert.deepEqual([of(10), of(11)], [11, undefined]);
});

Deno.test("scale() takes whole numbers from end to end, and nothing else", () => {
  assert.deepEqual(answerSchema(liking), { type: "number", enum: [1, 2, 3, 4, 5] });
  for (const point of [1, 3, 5]) assert.equal(reading(liking, point), point);
  for (const other of [0, 6, 2.5, "4", "4 (like)", null, true, [4], { rating: 4 }]) {
    assert.equal(reading(liking, other), undefined, JSON.stringify(other));
  }
  assert.equal(problem(liking, 6), "$.answer must be one of 1, 2, 3, 4, 5, not 6");
});

Deno.test("scale() of many points takes whole numbers from end to end", () => {
  const thermometer = scale(TEXT, 0, 100);
  assert.deepEqual(answerSchema(thermometer), { type: "integer", minimum: 0, maximum: 100 });
  for (const point of [0, 37, 100]) assert.equal(reading(thermometer, point), point);
  for (const other of [-1, 101, 2.5, "4"]) assert.equal(reading(thermometer, other), undefined);
});

Deno.test("scale() is counted by its points", () => {
  const question = new CompiledQuestion("q", liking);
  assert.deepEqual(question.options?.map(({ value }) => value), ["1", "2", "3", "4", "5"]);
  assert.deepEqual(question.categories(3), ["3"]);
  assert.equal(question.multiple, false);
});

Deno.test("scale() refuses ends that are no range, and labels of no point", () => {
  for (const [min, max] of [[5, 1], [1, 1], [1, 2.5], [NaN, 5]] as const) {
    assert.throws(() => scale(TEXT, min, max), RangeError);
  }
  assert.throws(() => scale(TEXT, 1, 5, { labels: { 0: "none" } }), {
    name: "RangeError",
    message: 'Cannot make a scale from 1 to 5: it has no point "0"',
  });
  assert.deepEqual(schemaIssues({ type: "scale", min: 5, max: 1 }), ["min must be below max, 1"]);
  assert.deepEqual(schemaIssues({ type: "scale", min: 1.5 }), [
    "min must be a whole number, not 1.5",
    "max is missing: it must be a number",
  ]);
  assert.deepEqual(schemaIssues({ type: "scale", min: 1, max: 5, labels: { 6: "x", five: "y" } }), [
    'labels["6"] must be of a point from 1 to 5',
    "labels.five must be of a point from 1 to 5",
  ]);
});
