import assert from "node:assert/strict";
import fc from "fast-check";
import {
  choice,
  instrument,
  multi,
  number,
  panel,
  rank,
  Raw,
  scale,
  scripted,
  text,
} from "../../mod.ts";
import { answered, asked, CONTEXT, rowOf, tallyRows, without } from "./rows.ts";

const TIER = asked(choice("Which tier?", ["free", "pro", "team"]));

Deno.test("Tally counts each option, those that nobody chose too", () => {
  const tally = tallyRows(answered(["pro", "free", "pro"]), TIER, CONTEXT);
  assert.deepEqual(Object.entries(tally.counts), [["free", 1], ["pro", 2], ["team", 0]]);
  assert.equal(tally.n, 3);
  assert.deepEqual(Object.entries(tally.shares), [["free", 1 / 3], ["pro", 2 / 3], ["team", 0]]);
  assert.deepEqual([tally.question, tally.text, tally.kind], ["q", "Which tier?", "choice"]);
  assert.equal(tally.multiple, false);
});

Deno.test("Tally has the 95 % Wilson interval of each share", () => {
  const { intervals } = tallyRows(answered(["pro", "free", "pro"]), TIER, CONTEXT);
  // scipy 1.17.1, binomtest(k, 3).proportion_ci(method="wilson") for k = 1, 2, 0.
  const wanted = {
    free: [0.061492, 0.792340],
    pro: [0.207660, 0.938508],
    team: [0, 0.561497],
  };
  for (const [option, [low = 0, high = 0]] of Object.entries(wanted)) {
    assert.ok(Math.abs((intervals[option]?.low ?? -1) - low) < 1e-6, option);
    assert.ok(Math.abs((intervals[option]?.high ?? -1) - high) < 1e-6, option);
  }
});

Deno.test("Tally counts what has no share apart, by status", () => {
  const rows = [
    ...answered(["pro", "free"]),
    ...without("refused", 3),
    ...without("unparsable", 2),
    ...without("failed", 1),
    ...without("skipped", 4),
    ...without("late", 5),
  ];
  const tally = tallyRows(rows, TIER, CONTEXT);
  assert.deepEqual(tally.statuses, {
    ...{ ok: 2, refused: 3, unparsable: 2, failed: 1, skipped: 4, late: 5 },
  });
  assert.equal(tally.n, 2);
  assert.equal(tally.shares.pro, 0.5);
});

Deno.test("Tally leaves out other questions and what arrived after the stop", () => {
  const rows = [
    rowOf({ answer: "pro" }),
    rowOf({ answer: "free", question: "other" }),
    rowOf({ answer: "free", afterStop: true }),
  ];
  assert.deepEqual(tallyRows(rows, TIER, CONTEXT).counts, { free: 0, pro: 1, team: 0 });
});

Deno.test("Tally without answers has counts of 0 and no shares", () => {
  for (const rows of [[], without("refused", 2)]) {
    const tally = tallyRows(rows, TIER, CONTEXT);
    assert.deepEqual(tally.counts, { free: 0, pro: 0, team: 0 });
    assert.deepEqual([tally.n, tally.shares, tally.intervals], [0, {}, {}]);
  }
});

Deno.test("Tally of several options gives the share of those who named each", () => {
  const question = asked(multi("What matters?", ["price", "design", "service"], { min: 0 }));
  const rows = answered([["price", "design"], ["price"], []]);
  const tally = tallyRows(rows, question, CONTEXT);
  assert.deepEqual(tally.counts, { price: 2, design: 1, service: 0 });
  assert.deepEqual(tally.shares, { price: 2 / 3, design: 1 / 3, service: 0 });
  // Known from the question: here the counts happen to add up to the number of people.
  assert.equal(tally.multiple, true);
});

Deno.test("Tally of a ranking counts first places, and one of a scale its points", () => {
  const ranking = tallyRows(
    answered([["b", "a"], ["b", "a"], ["a", "b"]]),
    asked(rank("Which first?", ["a", "b"])),
    CONTEXT,
  );
  assert.deepEqual(ranking.counts, { a: 1, b: 2 });
  const points = tallyRows(answered([2, 3, 3]), asked(scale("How much?", 1, 3)), CONTEXT);
  assert.deepEqual(points.counts, { 1: 0, 2: 1, 3: 2 });
});

Deno.test("TallyCounter refuses questions without options, in a sentence", () => {
  assert.throws(() => tallyRows([], asked(text("Why?")), CONTEXT), {
    name: "TypeError",
    message: 'Cannot tally "q": a question of kind "text" has no options',
  });
  assert.throws(() => tallyRows([], asked(number("How many?")), CONTEXT), {
    message: 'Cannot tally "q": a question of kind "number" has no options; ' +
      'summary("q") has its mean and quartiles',
  });
  for (const open of [number("How many?"), scale("How warm?", 0, 100)]) {
    assert.throws(() => tallyRows([], asked(open), CONTEXT), /has no options/);
  }
});

Deno.test("TallyCounter counts options that objects have as names of their own", () => {
  const names = ["__proto__", "constructor", "toString"];
  const tally = tallyRows(answered([...names, "constructor"]), asked(choice("?", names)), CONTEXT);
  assert.deepEqual(Object.entries(tally.counts), [
    ...[["__proto__", 1], ["constructor", 2], ["toString", 1]],
  ]);
});

Deno.test("Tally has shares in [0, 1] that lie in their intervals, and add up to 1", () => {
  const answer = fc.constantFrom("free", "pro", "team");
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1 }), (answers) => {
      const { shares, intervals } = tallyRows(answered(answers), TIER, CONTEXT);
      const sum = Object.values(shares).reduce((total, share) => total + share, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
      for (const [option, share] of Object.entries(shares)) {
        const { low = 1, high = 0 } = intervals[option] ?? {};
        assert.ok(0 <= low && low <= share && share <= high && high <= 1, option);
      }
    }),
    { seed: 6 },
  );
});

// Case T2 of the specification, with the reply of another form that null stands for.
Deno.test("Tally of a run counts answers as they are meant, and no others", async () => {
  const replies = ["A", "a ", " b", "zz", new Raw("{}")];
  const result = await panel().personas(replies.map((_, place) => ({ name: `P${place}` })))
    .models(scripted(({ persona }) => replies[Number(String(persona.name).slice(1))]))
    .ask(instrument("letters", { q: choice("Which?", ["A", "B", "C"]) })).run();
  const tally = result.tally("q");
  assert.deepEqual(tally.counts, { A: 2, B: 1, C: 0 });
  assert.deepEqual([tally.n, tally.statuses.unparsable], [3, 2]);
  // Case E12: what could not be read has no category.
  assert.deepEqual(result.rows.toArray().map(({ category }) => category), [
    ...["A", "A", "B", null, null],
  ]);
});
