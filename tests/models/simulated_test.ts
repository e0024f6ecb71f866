import assert from "node:assert/strict";
import { choice } from "../../lib/instruments/choice.ts";
import { scale } from "../../lib/instruments/scale.ts";
import { text } from "../../lib/instruments/text.ts";
import { type About } from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { request, SIGNAL } from "./requests.ts";
import { answersOf, crowd, prepared, put } from "./respondents.ts";

const TIER = choice("Which tier would you buy?", ["free", "pro", "team"]);
const LIKING = scale("How much do you like tea?", 1, 5);

Deno.test("simulated() answers the same for the same seed, in any order", async () => {
  const people = crowd(40, { seed: 7 });
  const forwards = await answersOf(simulated(), TIER, people);
  const backwards = await answersOf(simulated(), TIER, people.toReversed());
  assert.deepEqual(backwards.toReversed(), forwards);
  assert.deepEqual(new Set(forwards), new Set(["free", "pro", "team"]));
});

Deno.test("simulated() answers otherwise for another seed, panelist or repeat", async () => {
  const first = await answersOf(simulated(), LIKING, crowd(40, { seed: 7 }));
  assert.notDeepEqual(await answersOf(simulated(), LIKING, crowd(40, { seed: 8 })), first);
  assert.notDeepEqual(
    await answersOf(simulated(), LIKING, crowd(40, { seed: 7, repeat: 1 })),
    first,
  );
  assert.ok(new Set(first).size > 1);
});

Deno.test("simulated() lets personas with like attributes answer alike", async () => {
  const nurse = { occupation: "nurse", age: 34, personality_traits: ["patient", "frugal"] };
  // The same in all but the name and the year; in all but the traits; and in nothing.
  const same = { ...nurse, name: "Derek", age: 36 };
  const alike = { ...nurse, personality_traits: ["patient", "bold"] };
  const stranger = { occupation: "judge", age: 71, personality_traits: ["loud", "bold"] };
  const mean = async (persona: About["persona"], wording: string) => {
    const points = await answersOf(simulated(), scale(wording, 1, 7), crowd(120, { persona }));
    return points.reduce<number>((sum, point) => sum + Number(point), 0) / points.length;
  };
  const wordings = Array.from(
    { length: 12 },
    (_, place) => `Do you like tea of the kind ${place}?`,
  );
  // The same panelists draw the same numbers, so what differs is the leaning alone.
  const distance = async (other: About["persona"]) => {
    let sum = 0;
    for (const wording of wordings) {
      sum += Math.abs(await mean(nurse, wording) - await mean(other, wording)) / wordings.length;
    }
    return sum;
  };
  const [none, little, much] = [
    await distance(same),
    await distance(alike),
    await distance(stranger),
  ];
  assert.equal(none, 0);
  assert.ok(little > 0 && little < much, `${little} and ${much}`);
});

Deno.test("simulated() uses the middle of a scale as well as its ends", async () => {
  const points = await answersOf(simulated(), LIKING, crowd(400));
  assert.deepEqual([...new Set(points)].sort(), [1, 2, 3, 4, 5]);
});

Deno.test("simulated() says something of the persona in open answers", async () => {
  const persona = { occupation: "beekeeper", personality_traits: ["stubborn"] };
  const said = (who: About["persona"]) =>
    answersOf(simulated(), text("What holds you back?"), [{ persona: who }]);
  const [answer] = await said(persona);
  assert.match(String(answer), /beekeeper/);
  assert.match(String(answer), /stubborn/);
  assert.deepEqual(await said(persona), [answer]);
  assert.ok(String(await said({})).length > 20);
});

Deno.test("simulated() refuses and fails at the rates it is told", async () => {
  const model = simulated({ refusal: 0.3, failure: 0.2 });
  let [refused, failed] = [0, 0];
  const ready = prepared(TIER);
  for (const person of crowd(5000)) {
    await model.reply(put(ready, person), SIGNAL).then(
      ({ ended }) => refused += ended === "refused" ? 1 : 0,
      (error) => failed += error instanceof ModelError && error.kind === "bad" ? 1 : 0,
    );
  }
  // Four standard errors of a share of 5,000 are at most 0.026.
  assert.ok(Math.abs(refused / 5000 - 0.3) < 0.026, `${refused}`);
  assert.ok(Math.abs(failed / 5000 - 0.2) < 0.023, `${failed}`);
});

Deno.test("simulated() never refuses or fails unless told to, and always when told so", async () => {
  const asked = put(prepared(TIER));
  assert.equal((await simulated().reply(asked, SIGNAL)).ended, "complete");
  assert.equal((await simulated({ refusal: 1 }).reply(asked, SIGNAL)).ended, "refused");
  await assert.rejects(simulated({ failure: 1 }).reply(asked, SIGNAL), {
    name: "ModelError",
    message: "Cannot get an answer from simulated: the simulated failure rate struck",
  });
});

Deno.test("simulated() refuses rates and shares that are none", () => {
  for (const rate of [-0.1, 1.1, NaN, Infinity]) {
    assert.throws(() => simulated({ refusal: rate }), {
      name: "RangeError",
      message: `Cannot simulate with refusal ${rate}: it must be in [0, 1]`,
    });
    assert.throws(() => simulated({ failure: rate }), RangeError);
    assert.throws(() => simulated({ shares: { tier: { free: rate } } }), {
      message: `Cannot simulate with shares.tier.free ${rate}: it must be in [0, 1]`,
    });
  }
});

Deno.test("simulated() costs nothing, counts four characters to a token, and says what it is", async () => {
  const reply = await simulated().reply(request(), SIGNAL);
  assert.equal(reply.cost, 0);
  assert.equal(reply.served, "simulated");
  // 28 characters of persona and 25 of question.
  assert.equal(reply.usage.input, 14);
  assert.equal(reply.usage.output, Math.ceil(reply.text.length / 4));
  assert.deepEqual(simulated({ refusal: 0.1 }).spec, {
    provider: "simulated",
    shares: {},
    refusal: 0.1,
    failure: 0,
  });
});
