import assert from "node:assert/strict";
import { QuestionLine } from "../../lib/engine/question_line.ts";
import { shuffle } from "../../lib/random/shuffle.ts";
import { stream } from "../../lib/random/stream.ts";

/** Whom a question fails with that is put to them, and who is not asked, whoever is faster. */
function carriedOut(
  most: number,
  { people, fails, seed }: {
    readonly people: number;
    readonly fails: (place: number) => boolean;
    readonly seed: number;
  },
): { readonly skipped: readonly number[]; readonly longest: number } {
  const line = new QuestionLine(most);
  const random = stream(seed);
  const skipped: number[] = [];
  let [waiting, atWork, begun, longest, step]: [number[], number[], number, number, number] = [
    ...[[], [], 0, 0, 0] as [number[], number[], number, number, number],
  ];
  while (begun < people || waiting.length + atWork.length > 0) {
    while (begun < people && waiting.length + atWork.length < 40) {
      waiting.push(line.enter()), begun++;
    }
    const undecided: number[] = [];
    for (const place of waiting) {
      const isSpent = line.isSpent(place);
      if (isSpent === undefined) undecided.push(place);
      else if (isSpent) {
        skipped.push(place);
        line.end(place, false);
      } else atWork.push(place);
    }
    waiting = undecided;
    longest = Math.max(longest, atWork.length);
    atWork = shuffle(atWork, random.fork(step++));
    const done = atWork.pop();
    if (done !== undefined) line.end(done, fails(done));
  }
  return { skipped: skipped.toSorted((one, other) => one - other), longest };
}

Deno.test("QuestionLine leaves out the same people whatever the order in which answers arrive", () => {
  for (const most of [1, 2, 5, 30]) {
    for (const every of [1, 2, 7]) {
      const fails = (place: number) => place % every === 0;
      const runs = [1, 2, 3, 4, 5].map((seed) =>
        carriedOut(most, { people: 300, fails, seed }).skipped
      );
      for (const run of runs) assert.deepEqual(run, runs[0], `${most} ${every}`);
      const [first = NaN] = runs[0] ?? [];
      // After as many failures as may be, and not more than a part later.
      const nth = (most - 1) * every;
      assert.ok(first > nth && first <= nth + Math.max(most, 20) + 1, `${most} ${every}: ${first}`);
      assert.equal(runs[0]?.length, 300 - first);
    }
  }
});

Deno.test("QuestionLine has nobody wait as long as it cannot have failed too often", () => {
  const never = () => false;
  assert.equal(carriedOut(50, { people: 200, fails: never, seed: 1 }).longest, 40);
  assert.equal(carriedOut(1, { people: 200, fails: never, seed: 1 }).longest, 20);
});

Deno.test("QuestionLine puts a question to exactly as many as may fail where it always fails", () => {
  for (const most of [1, 3, 25]) {
    const { skipped } = carriedOut(most, { people: 60, fails: () => true, seed: 1 });
    assert.deepEqual(skipped, Array.from({ length: 60 - most }, (_, place) => most + place));
  }
});
