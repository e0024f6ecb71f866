import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, hostWith, quickHost } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, NAMES, ONE, panelRun, people, purposeOf, SURVEY } from "./desk.ts";

// The commands of the reference, each as it stands there but for the program and the file names.
const FILES = { "personas.yaml": people(), "survey.yaml": SURVEY };

Deno.test("seed: a weighted split tells who is asked on which model before the run", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("personas.yaml"), "--instrument", files.at("survey.yaml")],
    ...["--models", "haiku:0.5,gemini-2.5-flash:0.5"],
  ], loop);
  assert.equal(code, 0, err);
  assert.ok(
    err.startsWith([
      "Model assignment:",
      "  Maya Chen        → haiku",
      "  Derek Washington → haiku",
      "  Priya Patel      → haiku",
      "  Sam Torres       → gemini-2.5-flash",
      "  Julia Hoffman    → gemini-2.5-flash",
      "  Omar Rashid      → gemini-2.5-flash",
      "Totals: haiku=3, gemini-2.5-flash=3",
      "",
    ].join("\n")),
    err,
  );
  const asked = json.rounds[0].results.map((
    one: Record<string, unknown>,
  ) => [one.persona, one.model]);
  assert.deepEqual(
    asked,
    NAMES.map((name, place) => [name, place < 3 ? "haiku" : "gemini-2.5-flash"]),
  );
  assert.deepEqual(json.model_assignment.map(({ model }: { model: string }) => model), [
    ...["haiku", "haiku", "haiku", "gemini-2.5-flash", "gemini-2.5-flash", "gemini-2.5-flash"],
  ]);
});

Deno.test("seed: with 7 personas the last model takes the remainder, and weights are normalised", async () => {
  await using loop = startLoopback();
  await using files = await filed({ ...FILES, "seven.yaml": people([...NAMES, "Ana Lima"]) });
  const totals = async (models: string) => {
    const { err } = await panelRun([
      ...["--personas", files.at("seven.yaml"), "--instrument", files.at("survey.yaml")],
      ...["--models", models, "--dry-run"],
    ], loop);
    return /^Totals: .*$/m.exec(err)?.[0];
  };
  assert.equal(
    await totals("haiku:0.5,gemini-2.5-flash:0.5"),
    "Totals: haiku=3, gemini-2.5-flash=4",
  );
  assert.equal(await totals("haiku:2,gemini-2.5-flash:3"), "Totals: haiku=3, gemini-2.5-flash=4");
  assert.equal(
    await totals("haiku:0.4,gemini-2.5-flash:0.6"),
    "Totals: haiku=3, gemini-2.5-flash=4",
  );
  assert.equal(loop.count, 0);
});

Deno.test("seed: an ensemble with --blend is 18 sessions for 6 personas and 3 models, blended equally (H10)", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({ answer });
  await using files = await filed(FILES);
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("personas.yaml"), "--instrument", files.at("survey.yaml")],
    ...["--models", "haiku,sonnet,gemini-2.5-flash", "--blend"],
  ], loop);
  assert.equal(code, 0, err);
  assert.equal(json.rounds[0].results.length, 18);
  assert.equal(requests.filter((one) => purposeOf(one) === "asking").length, 18 * 3);
  assert.deepEqual(Object.keys(json.blend.weights), ["haiku", "sonnet", "gemini-2.5-flash"]);
  for (const weight of Object.values(json.blend.weights)) {
    assert.ok(Math.abs(Number(weight) - 1 / 3) < 1e-9);
  }
  assert.deepEqual(json.blend.questions.map(({ key }: { key: string }) => key), ["tier", "ease"]);
  for (const { distribution } of json.blend.questions) assert.ok(near(sum(distribution), 1));
});

Deno.test("seed: the bundled pricing-discovery branches, and can be blended", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("personas.yaml"), "--instrument", "pricing-discovery"],
    ...["--models", "haiku,sonnet,gemini-2.5-flash", "--blend"],
  ], loop);
  assert.equal(code, 0, err);
  assert.ok(json.path.length >= 2 && json.path.length < 5, json.path.join());
  assert.deepEqual(json.rounds.map(({ name }: { name: string }) => name), json.path);
  for (const { results } of json.rounds) assert.equal(results.length, 18);
});

Deno.test("seed: --blend takes its weights from the list, and the whole panel is on every model", async () => {
  const tiers: Record<string, string> = { haiku: "free", sonnet: "pro", gemini: "team" };
  const { answer } = heard(({ model, schema }) => {
    const said = Object.entries(tiers).find(([part]) => model.includes(part))?.[1];
    return schema === null ? "Because." : { data: { answer: said } };
  });
  await using loop = startLoopback({ answer });
  await using files = await filed({ ...FILES, "one.yaml": ONE });
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("personas.yaml"), "--instrument", files.at("one.yaml")],
    ...["--models", "haiku:0.5,sonnet:0.3,gemini-2.5-flash:0.2", "--blend", "--no-synthesis"],
  ], loop);
  assert.equal(code, 0, err);
  assert.equal(json.rounds[0].results.length, 18);
  assert.equal(loop.count, 18);
  const { distribution } = json.blend.questions[0];
  assert.ok(
    near(distribution.free, 0.5) && near(distribution.pro, 0.3) && near(distribution.team, 0.2),
  );
  assert.doesNotMatch(err, /Model assignment/);
});

Deno.test("seed: 5 personas with --variants 4 are 20 panelists", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({ answer });
  await using files = await filed({ ...FILES, "small-panel.yaml": people(NAMES.slice(0, 5)) });
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("small-panel.yaml"), "--instrument", files.at("survey.yaml")],
    ...["--variants", "4", "--models", "haiku"],
  ], loop);
  assert.equal(code, 0, err);
  assert.equal(json.persona_count, 20);
  assert.equal(json.rounds[0].results.length, 20);
  assert.equal(requests.filter((one) => purposeOf(one) === "variant").length, 20);
  assert.deepEqual(
    json.rounds[0].results.slice(0, 4).map(({ persona }: { persona: string }) => persona),
    ["Maya Chen (v0)", "Maya Chen (v1)", "Maya Chen (v2)", "Maya Chen (v3)"],
  );
  assert.equal(json.robustness.tier.personas.length, 5);
});

Deno.test("seed: --personas-merge takes files in order, later ones win, and collisions are warned of", async () => {
  await using loop = startLoopback();
  await using files = await filed({
    ...FILES,
    "base-panel.yaml": "personas: [{ name: A, age: 1 }, { name: B, age: 1 }]",
    "extra-personas.yaml": "[{ name: B, age: 99 }, { name: C, age: 1 }]",
    "regional-overrides.yaml": "[{ name: B, age: 11 }, { name: D, age: 1 }]",
  });
  const args = [
    ...["--personas", files.at("base-panel.yaml")],
    ...["--personas-merge", files.at("extra-personas.yaml")],
    ...["--personas-merge", files.at("regional-overrides.yaml")],
    ...["--instrument", files.at("survey.yaml"), "--model", "haiku"],
  ];
  const { code, err, json } = await jsonRun(args, loop);
  assert.equal(code, 0, err);
  assert.deepEqual(
    json.rounds[0].results.map(({ persona }: { persona: string }) => persona),
    ["A", "B", "C", "D"],
  );
  assert.match(err, /^warning: 2 merged personas took the place of somebody of their name: B /m);
  assert.ok(loop.requests.some(({ body }) => JSON.stringify(body).includes("11 years")), "age 11");
  const refused = await panelRun([...args, "--personas-merge-on-collision", "error"], loop);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /^Cannot merge personas: .*"B" in /);
});

const EXTRACTION = JSON.stringify({
  type: "object",
  properties: {
    sentiment: { type: "string", enum: ["positive", "neutral", "negative"] },
    themes: { type: "array", items: { type: "string" } },
  },
});

Deno.test("seed: --extract-schema keeps the words and puts the extraction beside them", async () => {
  await using loop = startLoopback();
  await using files = await filed({ ...FILES, "extract.json": EXTRACTION });
  const args = ["--personas", files.at("personas.yaml"), "--instrument", files.at("survey.yaml")];
  for (const given of [EXTRACTION, files.at("extract.json")]) {
    const { code, err, json } = await jsonRun(
      [...args, "--models", "haiku", "--extract-schema", given],
      loop,
    );
    assert.equal(code, 0, err);
    for (const { responses } of json.rounds[0].results) {
      const [tier, , why] = responses;
      assert.equal(typeof why.response, "string");
      assert.ok(["positive", "neutral", "negative"].includes(why.extraction.sentiment));
      assert.ok(Array.isArray(why.extraction.themes));
      assert.equal("extraction" in tier, false);
    }
  }
});

Deno.test("seed: --schema replaces the words by data, in one call", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const { code, err, json } = await jsonRun([
    ...["--personas", files.at("personas.yaml"), "--instrument", files.at("survey.yaml")],
    ...["--models", "sonnet", "--schema", EXTRACTION, "--no-synthesis"],
  ], loop);
  assert.equal(code, 0, err);
  assert.equal(loop.count, 6 * 3);
  for (const { responses: [, , why] } of json.rounds[0].results) {
    assert.deepEqual(Object.keys(why.response).sort(), ["sentiment", "themes"]);
  }
});

Deno.test("seed: --synthesis-strategy sums up in one call, or one a question and one together", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({ answer });
  await using files = await filed(FILES);
  const args = ["--personas", files.at("personas.yaml"), "--instrument", files.at("survey.yaml")];
  const calls = async (...strategy: string[]) => {
    requests.length = 0;
    const { code, err, json } = await jsonRun([...args, "--models", "haiku", ...strategy], loop);
    assert.equal(code, 0, err);
    assert.equal(typeof json.synthesis.summary, "string");
    const summing = requests.filter((one) => purposeOf(one) === "synthesis");
    return [json.synthesis.strategy, summing.length, ...new Set(summing.map(({ model }) => model))];
  };
  const haiku = "claude-haiku-4-5-20251001";
  assert.deepEqual(await calls(), ["single", 1, haiku]);
  assert.deepEqual(await calls("--synthesis-strategy", "auto"), ["single", 1, haiku]);
  assert.deepEqual(await calls("--synthesis-strategy", "single"), ["single", 1, haiku]);
  const [strategy, count] = await calls(
    ...["--synthesis-strategy", "map-reduce", "--synthesis-auto-escalate"],
  );
  assert.deepEqual([strategy, count], ["map-reduce", 3 + 1]);
  assert.deepEqual(await calls("--synthesis-model", "gemini-2.5-flash"), [
    ...["single", 1, "gemini-2.5-flash"],
  ]);
});

Deno.test("seed: --max-concurrent and --rate-limit-rps bound what is asked, 0.5 at 0, 2 and 4 s (O7)", async () => {
  await using loop = startLoopback();
  await using files = await filed({ "three.yaml": people(NAMES.slice(0, 3)), "one.yaml": ONE });
  const { clock, fetch } = quickHost({ env: envFor(loop) });
  const starts: number[] = [];
  const host = {
    ...hostWith({ env: envFor(loop) }),
    clock,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      starts.push(clock.elapsed());
      return fetch(input, init);
    },
  };
  const code = await main([
    ...["panel", "run", "--personas", files.at("three.yaml"), "--instrument", files.at("one.yaml")],
    ...["--models", "gemini-2.5-flash", "--no-synthesis"],
    ...["--max-concurrent", "20", "--rate-limit-rps", "0.5"],
  ], host);
  assert.equal(code, 0, host.written.err);
  assert.deepEqual(starts.map((at) => Math.round(at / 100) / 10), [0, 2, 4]);
});

function sum(shares: Readonly<Record<string, number>>): number {
  return Object.values(shares).reduce((total, share) => total + share, 0);
}

function near(given: number, wanted: number): boolean {
  return Math.abs(given - wanted) < 1e-9;
}
