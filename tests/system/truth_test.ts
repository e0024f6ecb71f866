import assert from "node:assert/strict";
import { baseline, type Divergence, divergence, loadRun } from "../../mod.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { filed } from "../commands/desk.ts";
import { finished } from "./command.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const SIZE = 600;
const happy = await baseline("gss:HAPPY");
const options = [...happy.options];
const PEOPLE = Array.from({ length: SIZE }, (_, at) => JSON.stringify({ name: `P${at}` }));
const HAPPINESS = JSON.stringify({
  name: "Happiness",
  questions: [{ key: "happy", text: happy.text, response_schema: { type: "enum", options } }],
});

/** What the command says of panels drawn from these shares: from the baseline, a seed each. */
async function found(shares: readonly number[]): Promise<Divergence[]> {
  const truth = Object.fromEntries(options.map((option, at) => [option, shares[at] ?? 0]));
  await using place = await filed({
    "people.jsonl": PEOPLE.join("\n"),
    "happiness.json": HAPPINESS,
    "shares.json": JSON.stringify({ happy: truth }),
  });
  const all: Divergence[] = [];
  for (const seed of SEEDS) {
    const { code, err } = await finished([
      ...["panel", "run", "--personas", place.at("people.jsonl")],
      ...["--instrument", place.at("happiness.json"), "--models", "simulated", "--no-synthesis"],
      ...["--simulated", place.at("shares.json"), "--seed", `${seed}`],
      ...["--checkpoint-dir", place.at("runs"), "--run-id", `s${seed}`],
    ], { permissions: "offline" });
    assert.equal(code, 0, err);
    const tally = (await loadRun(place.at(`runs/s${seed}`))).tally("happy");
    assert.equal(tally.n, SIZE);
    // The humans fixed, as the panel is drawn from their shares and not from them.
    all.push(divergence(tally, happy, { humanN: Infinity, seed }));
  }
  return all;
}

Deno.test("panel run of people who answer as humans do cannot be told from them", async () => {
  // methods.md 5: at or below the floor in 95 of 100; at most two of eight are above it in 99.4 of 100.
  const all = await found(options.map((option) => happy.shares[option] ?? NaN));
  const below = all.filter(({ jsd, floor95 }) => jsd <= floor95).length;
  assert.ok(below >= SEEDS.length - 2, `${below} of ${SEEDS.length}`);
  // Every seed is another panel.
  assert.equal(new Set(all.map(({ jsd }) => jsd)).size, SEEDS.length);
  // The bias is out: the mean of the corrected ones is 0 but for chance, that of the others is not.
  const mean = all.reduce((sum, { jsdCorrected }) => sum + jsdCorrected, 0) / SEEDS.length;
  assertNear(mean, 0, 0.0007);
  assert.ok(all.every(({ grade }) => grade === "tightly aligned"));
});

Deno.test("panel run of people who answer otherwise is as far from humans as they are", async () => {
  // methods.md 5: .0426533 of .1/.8/.1; one panel of 600 has a standard deviation of about .007.
  const all = await found([0.1, 0.8, 0.1]);
  const mean = all.reduce((sum, { jsdCorrected }) => sum + jsdCorrected, 0) / SEEDS.length;
  assertNear(mean, 0.0426533, 3 * 0.007 / Math.sqrt(SEEDS.length));
  assert.ok(all.every(({ jsd, floor95, distinguishable }) => jsd > floor95 && distinguishable));
  const covered = all.filter(({ interval: { low, high } }) =>
    low <= 0.0426533 && 0.0426533 <= high
  );
  assert.ok(covered.length >= SEEDS.length - 2, `${covered.length} of ${SEEDS.length}`);
});
