import assert from "node:assert/strict";
import {
  type Convergence,
  convergence,
  ConvergenceTracker,
  multi,
  type Row,
  text,
} from "../../mod.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { stream } from "../../lib/random/stream.ts";
import { asked, rowOf } from "./rows.ts";

const PEOPLE = 300;
const RULES = [{ rule: "precision", every: 7 }, { rule: "jsd-batch" }] as const;

/** Rows as they stand in a journal of two rounds: in each a panelist after the other, asked twice. */
function rows(): Row[] {
  const random = stream(3);
  const drawn = (question: string, at: number, repeat: number) => {
    const draw = random.fork(question, at, repeat).integer(4);
    return draw === 3 ? null : "abc"[draw] ?? null;
  };
  return ["q", "r"].flatMap((question) =>
    Array.from({ length: PEOPLE }, (_, at) =>
      [0, 1].map((repeat) => {
        const category = drawn(question, at, repeat);
        const status = category === null ? "refused" : "ok";
        return rowOf({ panelist: `p${at}`, round: question, question, repeat, status, category });
      })).flat()
  );
}

/** The same by a tracker that is told everything of a person at once. */
function tracked(given: readonly Row[], rule: (typeof RULES)[number]): Convergence {
  const options = ["q", "r"].map((key) => {
    const known = given.filter(({ question }) => question === key).map(({ category }) => category);
    return { key, options: [...new Set(known)].filter((category) => category !== null) };
  });
  const tracker = new ConvergenceTracker(options, rule);
  for (const own of Map.groupBy(given, ({ panelist }) => panelist).values()) {
    tracker.add(
      own.flatMap(({ question, category }) =>
        category === null ? [] : [{ question, categories: [category] }]
      ),
    );
  }
  return tracker.report();
}

Deno.test("convergence() of rows is what a tracker says of their people, round after round", () => {
  for (const rule of RULES) {
    const all = rows();
    const wanted = tracked(all, rule);
    assert.ok(wanted.finalN < wanted.released && wanted.released === PEOPLE);
    assert.deepEqual(convergence(all, rule), wanted);
  }
});

Deno.test("convergence() puts scattered rows together, and walks what can be walked once", () => {
  for (const rule of RULES) {
    const byRepeat = rows().toSorted((one, other) => one.repeat - other.repeat);
    const wanted = tracked(byRepeat, rule);
    assert.deepEqual(convergence(byRepeat, rule), wanted);
    assert.deepEqual(convergence(byRepeat.values(), rule), wanted);
  }
});

Deno.test("convergence() of an iterator of rows is that of a list, with and without their questions", () => {
  const questions = [
    asked(multi("Which?", [..."abc"])),
    new CompiledQuestion("why", text("Why?")),
  ];
  const said = rows().flatMap((row, at): Row[] => [
    {
      ...row,
      question: "q",
      answer: row.category === null ? null : [...new Set([row.category, "a"])],
    },
    rowOf({ ...row, question: "why", answer: `word ${at}`, category: null, status: "ok" }),
  ]);
  for (const rule of RULES) {
    assert.deepEqual(convergence(rows().values(), rule), convergence(rows(), rule));
    const options = { ...rule, questions };
    const [wanted, walked] = [convergence(said, options), convergence(said.values(), options)];
    assert.deepEqual(walked, wanted);
    assert.equal(walked.released, PEOPLE);
  }
  assert.equal(convergence(rows().slice(0, 0).values()).released, 0);
});
