import assert from "node:assert/strict";
import { positions } from "../../lib/analysis/positions.ts";
import { shuffle } from "../../lib/random/shuffle.ts";
import { stream } from "../../lib/random/stream.ts";
import { choice, multi, pick, text } from "../../mod.ts";
import { asked, CONTEXT, rowOf } from "./rows.ts";

const question = asked(choice("Which?", ["a", "b", "c"]));

Deno.test("positions() counts the place at which the chosen option was shown", () => {
  const { tally } = positions(
    [
      rowOf({ answer: "c", order: [2, 0, 1] }),
      rowOf({ answer: "a", order: [2, 0, 1] }),
      rowOf({ answer: "b", order: [1, 2, 0] }),
    ],
    question,
    CONTEXT,
  );
  assert.deepEqual(tally.counts, { 1: 2, 2: 1, 3: 0 });
  assert.equal(tally.n, 3);
});

Deno.test("positions() leaves out what has no order, no answer, or came after the stop", () => {
  const order = [0, 1, 2];
  const { tally, expected } = positions(
    [
      rowOf({ answer: "a" }),
      rowOf({ order, status: "refused" }),
      rowOf({ answer: "a", order, afterStop: true }),
      rowOf({ answer: "a", order, question: "other" }),
    ],
    question,
    CONTEXT,
  );
  assert.deepEqual([tally.n, tally.options.length, expected], [0, 0, []]);
});

Deno.test("positions() expects of each place what its options have elsewhere", () => {
  // Of a, 3 of 4; shown first in three rows: (3·.75 + .25)/4 of the first place.
  const rows = [
    ...[[0, 1, 2], [0, 1, 2], [1, 0, 2]].map((order) => rowOf({ answer: "a", order })),
    rowOf({ answer: "b", order: [0, 1, 2] }),
  ];
  const { expected } = positions(rows, question, CONTEXT);
  assert.deepEqual(expected, [0.625, 0.375, 0]);
});

Deno.test("positions() finds no bias where there is none, and the bias of who takes the first", () => {
  const random = stream(2).fork("positions");
  const rows = (bias: number) =>
    Array.from({ length: 3000 }, () => {
      const order = shuffle([0, 1, 2], random);
      const place = random.uniform() < bias ? order[0] : random.uniform() < 0.6 ? 0 : 2;
      return rowOf({ answer: ["a", "b", "c"][place ?? 0], order });
    });
  const fair = positions(rows(0), question, CONTEXT);
  fair.tally.options.forEach(({ value }, place) => {
    const { low = 1, high = 0 } = fair.tally.intervals[value] ?? {};
    const expected = fair.expected[place] ?? NaN;
    assert.ok(low - 0.01 <= expected && expected <= high + 0.01, `${value}: ${expected}`);
  });
  const biased = positions(rows(0.4), question, CONTEXT);
  assert.ok((biased.tally.intervals[1]?.low ?? 0) > (biased.expected[0] ?? 1) + 0.2);
});

Deno.test("positions() counts every option of an answer that names several, and lists shown in part", () => {
  const several = positions(
    [rowOf({ answer: ["a", "c"], order: [2, 1, 0] }), rowOf({ answer: [], order: [0, 1, 2] })],
    asked(multi("Which?", ["a", "b", "c"], { min: 0 })),
    CONTEXT,
  );
  assert.deepEqual([several.tally.counts, several.tally.n], [{ 1: 1, 2: 0, 3: 1 }, 2]);
  assert.deepEqual(several.expected, [0.5, 0, 0.5]);
  const part = positions(
    [rowOf({ answer: ["c"], order: [2, 0] })],
    asked(pick("Which?", ["a", "b", "c"])),
    CONTEXT,
  );
  assert.deepEqual(part.tally.counts, { 1: 1, 2: 0 });
});

Deno.test("positions() takes the size of personas where they answer several times", () => {
  const rows = ["p", "q", "r"].flatMap((panelist, at) =>
    [0, 1, 2, 3].map((repeat) =>
      rowOf({ panelist, repeat, answer: "a", order: at === 0 ? [0, 1, 2] : [1, 0, 2] })
    )
  );
  const { tally } = positions(rows, question, { ...CONTEXT, clustered: true });
  assert.equal(tally.n, 12);
  assert.ok(tally.nEffective < 4, `${tally.nEffective}`);
});

Deno.test("positions() refuses a question without options", () => {
  assert.throws(() => positions([], asked(text("Why?")), CONTEXT), TypeError);
});

Deno.test("positions() expects of a part of the list what its options have when they are shown", () => {
  // a is taken in both of its two rows, b and c never: in each row the place of a is expected to have it.
  const { expected } = positions(
    [
      rowOf({ answer: ["a"], order: [0, 1] }),
      rowOf({ answer: ["a"], order: [2, 0] }),
      rowOf({ answer: [], order: [1, 2] }),
      rowOf({ answer: [], order: [2, 1] }),
    ],
    asked(multi("Which?", ["a", "b", "c"], { min: 0 })),
    CONTEXT,
  );
  assert.deepEqual(expected, [0.25, 0.25]);
});
