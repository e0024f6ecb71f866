import assert from "node:assert/strict";
import { choice, instrument, panel, parseInstrument, simulated, text } from "../../mod.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { described, respond } from "./speaker.ts";

const plain = instrument("plain", { tier: choice("Tier?", ["a", "b"]), why: text("Why?") });
const followed = parseInstrument({
  questions: [
    { key: "a", text: "A?", follow_ups: ["B?", { text: "C?", condition: "never" }, "D?"] },
    { key: "b", text: "E?" },
  ],
});
const MOOD = {
  type: "object",
  properties: { mood: { type: "string", enum: ["good", "bad"] } },
  required: ["mood"],
};
const routed = parseInstrument({
  rounds: [
    { name: "one", questions: [{ key: "a", text: "A?" }], route_when: [{ else: "two" }] },
    { name: "two", questions: [{ key: "b", text: "B?" }, { key: "c", text: "C?" }] },
  ],
});

/** Four people on haiku at a service; the service stops with them. */
function desk() {
  const loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const four = panel({ host }).personas(described(4)).models("haiku");
  return { loop, four, [Symbol.asyncDispose]: () => loop[Symbol.asyncDispose]() };
}

type Four = ReturnType<typeof desk>["four"];

for (
  const [what, way, calls] of [
    ["plain questions", (four: Four) => four.ask(plain), 4 * 2],
    ["follow-ups", (four: Four) => four.ask(followed), 4 * 4],
    ["extraction", (four: Four) => four.ask(plain).extract(MOOD), 4 * 3],
    ["a schema", (four: Four) => four.ask(plain).schema({ type: "object", properties: {} }), 4 * 2],
    ["variants", (four: Four) => four.variants(5).ask(plain), 20 + 20 * 2],
    ["repeats", (four: Four) => four.repeats(3).ask(plain), 3 * 8],
    ["an ensemble", (four: Four) => four.models("haiku,gpt-4o-mini").ask(plain), 16],
    ["a split", (four: Four) => four.models("haiku:1,gpt-4o-mini:1").ask(plain), 8],
    ["a synthesis", (four: Four) => four.synthesize().ask(plain), 8 + 1],
    ["map-reduce", (four: Four) => four.synthesize({ strategy: "map-reduce" }).ask(plain), 8 + 3],
    [
      "own instructions, which are for one call",
      (four: Four) => four.synthesize({ strategy: "map-reduce", prompt: "Be brief." }).ask(plain),
      8 + 1,
    ],
    ["rounds", (four: Four) => four.ask(routed), 4 * 3 + 1],
    ["rounds and a synthesis", (four: Four) => four.synthesize().ask(routed), 4 * 3 + 2],
    [
      "all together",
      (four: Four) =>
        four.models("haiku,gpt-4o-mini").variants(2).repeats(2).synthesize({ model: "sonnet" })
          .ask(followed).extract("a", MOOD),
      8 + 8 * 2 * 2 * 5 + 1,
    ],
  ] as const
) {
  Deno.test(`estimate() counts the calls of ${what} as they are made`, async () => {
    await using at = desk();
    const { loop } = at;
    const study = way(at.four);
    const estimate = await study.estimate();
    assert.equal(loop.count, 0);
    assert.equal(estimate.calls, calls);
    const result = await study.run();
    assert.equal(loop.count, calls);
    const made = Object.fromEntries(result.usage.map(({ model, calls }) => [model, calls]));
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(estimate.byModel).map(([name, { calls }]) => [name, calls]),
      ),
      { ...Object.fromEntries(Object.keys(estimate.byModel).map((name) => [name, 0])), ...made },
    );
    assert.ok((estimate.cost ?? NaN) > 0 && estimate.inputTokens > 0);
    const parts = Object.values(estimate.byModel).reduce((sum, one) => sum + (one.cost ?? NaN), 0);
    assert.ok(Math.abs(parts - (estimate.cost ?? NaN)) < 1e-12);
  });
}

Deno.test("estimate() counts the conversation that grows: input tokens are within a factor of the real ones", async () => {
  const long = instrument(
    "long",
    Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`q${at}`, text(`Question ${at}?`)])),
  );
  await using at = desk();
  const study = at.four.ask(long);
  const [estimate, result] = [await study.estimate(), await study.run()];
  const real = result.usage.reduce((sum, { input, cacheRead }) => sum + input + cacheRead, 0);
  const once = 4 * 12 * 100;
  assert.ok(estimate.inputTokens > once && estimate.inputTokens > real / 2, `${real}`);
});

Deno.test("estimate() of simulated people is free, and without a known price null", async () => {
  await using at = desk();
  const { four } = at;
  assert.equal((await four.models(simulated()).ask(plain).estimate()).cost, 0);
  assert.equal((await four.models("brand-new").ask(plain).estimate()).cost, null);
});

Deno.test("estimate() refuses what cannot be run", async () => {
  await assert.rejects(panel({ host: hostWith() }).ask(plain).estimate(), /no personas/);
});
