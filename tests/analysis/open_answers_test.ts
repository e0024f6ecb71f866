import assert from "node:assert/strict";
import { OpenAnswers } from "../../lib/analysis/open_answers.ts";
import { type TallyContext } from "../../lib/analysis/tally.ts";
import { type Row, summary, text } from "../../mod.ts";
import { answered, asked, CONTEXT, rowOf, without } from "./rows.ts";

/** What these rows come to. */
function gathered(rows: readonly Row[], context: Partial<TallyContext> = {}): OpenAnswers {
  const answers = new OpenAnswers(asked(text("Why?")), { ...CONTEXT, ...context });
  for (const row of rows) answers.count(row);
  return answers;
}

Deno.test("OpenAnswers quotes the first three people, each once", () => {
  const said = (panelist: string, answer: string) => rowOf({ panelist, answer });
  const { quoted, summary } = gathered([
    ...[rowOf({ panelist: "a", status: "refused" }), said("b~0", "b0"), said("b~1", "b1")],
    ...[said("c", "c0"), said("c", "c1"), said("d", "d0"), said("e", "e0")],
  ]);
  assert.deepEqual(quoted.map(({ answer }) => answer), ["b0", "c0", "d0"]);
  assert.equal(summary, null);
});

Deno.test("OpenAnswers counts what became of the answers, without other questions and late ones", () => {
  const { statuses, quoted } = gathered([
    ...answered(["yes"]),
    ...without("failed", 2),
    rowOf({ answer: "late", afterStop: true }),
    rowOf({ answer: "other", question: "other" }),
  ]);
  assert.deepEqual([statuses.ok, statuses.failed, quoted.length], [1, 2, 1]);
});

Deno.test("OpenAnswers summarises numbers, in clusters the mean of each persona", () => {
  const rows = [
    ...answered([1, 3], { panelist: "a" }),
    ...answered([10], { panelist: "b~0" }),
    ...answered([20], { panelist: "b~1" }),
    ...without("failed", 1),
  ];
  assert.deepEqual(gathered(rows).summary, summary([1, 3, 10, 20]));
  assert.deepEqual(gathered(rows, { clustered: true }).summary, summary([2, 15]));
});
