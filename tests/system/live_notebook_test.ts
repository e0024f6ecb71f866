import assert from "node:assert/strict";
import { envFor, folder } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { type Kernel, startKernel } from "../notebooks/kernel.ts";
import { type Message } from "../notebooks/messages.ts";

const MOD = new URL("../../mod.ts", import.meta.url).href;

/** The cell that makes a survey of sixty people, and a word that must outlive the Stop button. */
const SURVEY = `
import { choice, instrument, loadRun, panel } from "${MOD}";
let word = "still here";
const people = Array.from({ length: 60 }, (_, place) => ({ name: "P" + place }));
const survey = panel().personas(people).models("gpt-4o-mini").seed(7).limit({ concurrency: 4 })
  .ask(instrument("plans", { tier: choice("Which <b>tier</b>?", ["free", "pro"]) }));
`;

/** The same for a panel that is followed. */
const TIMELINE = `
import { panel, selfSelection } from "${MOD}";
let word = "still here";
const people = Array.from({ length: 10 }, (_, place) => ({ name: "P" + place }));
const beers = [{ id: "ale", label: "Ale" }, { id: "bock", label: "Bock" }];
const survey = panel().personas(people).models("gpt-4o-mini").seed(7).limit({ concurrency: 2 })
  .expose(beers, selfSelection({ show: 2 })).over(6);
`;

const RUN = `const stopped = await survey.run(); [stopped.isCutOff, stopped.abortReason]`;

/** A service that answers so many requests at once, and the rest when it is told to. */
function holding(most: number) {
  const held = Promise.withResolvers<void>();
  const full = Promise.withResolvers<void>();
  const loop = startLoopback({
    answer: async (request) => {
      if (request.index >= most) {
        full.resolve();
        await held.promise;
      }
      return answerByHash(request);
    },
  });
  return { loop, release: held.resolve, full: full.promise };
}

const NOTEBOOKS = new URL("../../notebooks/", import.meta.url).pathname;

/** A kernel that has found `deno.json` and works in another folder, whose models are the service. */
async function kernelIn(
  path: string,
  cell: string,
  loop: Pick<Loopback, "url">,
): Promise<Kernel> {
  const kernel = await startKernel({ cwd: NOTEBOOKS, env: envFor(loop) });
  const { error } = await kernel.execute(`${cell}\nDeno.chdir(${JSON.stringify(path)});`);
  assert.equal(error, undefined, error?.evalue);
  return kernel;
}

/** Runs a cell and presses Stop when the service holds its answers; what the kernel said. */
async function stopped(kernel: Kernel, code: string, full: Promise<void>): Promise<Message[]> {
  full.then(() => kernel.signal("SIGINT"));
  return await Array.fromAsync(kernel.messages(code));
}

/** What a cell showed last, by its types. */
function shownIn(messages: readonly Message[]) {
  const displays = messages.flatMap((message) =>
    message.type === "display_data" || message.type === "update_display_data"
      ? [message.content]
      : []
  );
  return {
    displays,
    html: String(displays.at(-1)?.data["text/html"] ?? ""),
    text: String(displays.at(-1)?.data["text/plain"] ?? ""),
  };
}

/** The value of the last expression of a cell, as text. */
function valueIn(messages: readonly Message[]): unknown {
  const result = messages.find(({ type }) => type === "execute_result");
  return result?.type === "execute_result" ? result.content.data["text/plain"] : undefined;
}

async function valueOf(kernel: Kernel, code: string): Promise<unknown> {
  const { outputs, error } = await kernel.execute(code);
  assert.equal(error, undefined, error?.evalue);
  const result = outputs.findLast(({ output_type }) => output_type === "execute_result");
  return result?.output_type === "execute_result" ? result.data["text/plain"] : undefined;
}

/** The folders of runs beside a notebook. */
async function runsIn(path: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(`${path}/runs`));
  return entries.map(({ name }) => name).toSorted();
}

const CASES = [
  { name: "a survey", cell: SURVEY, size: "rows.toArray().length", what: "answers" },
  {
    name: "a panel that is followed",
    cell: TIMELINE,
    size: "counts.selections",
    what: "panelist-periods",
  },
];

const TOTAL = 60;

for (const { name, cell, size, what } of CASES) {
  Deno.test(`Stop ends the run of ${name} and keeps the kernel; the cell run again goes on`, async () => {
    await using place = await folder();
    const { loop, full, release } = holding(20);
    await using _ = loop;
    await using kernel = await kernelIn(place.path, cell, loop);
    const messages = await stopped(kernel, RUN, full);
    assert.equal(valueIn(messages), '[ true, "signal:SIGINT" ]');
    const [run] = await runsIn(place.path);
    assert.match(run ?? "", /^[0-9a-f]{12}$/);
    const { html, text } = shownIn(messages);
    assert.match(text, new RegExp(`20 of ${TOTAL} ${what}`));
    assert.match(text, new RegExp(`stopped, kept in runs/${run}: run the cell again to go on`));
    assert.doesNotMatch(html, /<b>tier/);

    // The kernel is the same one, and so are its variables.
    assert.equal(await valueOf(kernel, "word"), '"still here"');
    release();
    const before = loop.count;
    const again = await valueOf(
      kernel,
      `const whole = await survey.run(); [whole.isCutOff, whole.${size}]`,
    );
    assert.equal(again, `[ false, ${TOTAL} ]`);
    // Nobody who had answered is asked again.
    assert.equal(loop.count - before, TOTAL - 20);
    assert.deepEqual(await runsIn(place.path), [run]);

    const asked = loop.count;
    const third = await Array.fromAsync(kernel.messages(`(await survey.run()).${size}`));
    assert.equal(valueIn(third), String(TOTAL));
    assert.equal(loop.count, asked);
    assert.match(shownIn(third).text, /nobody was asked: it is all in runs/);

    // Another plan is another folder; the same one asked afresh is not.
    await kernel.execute("await survey.seed(8).run()");
    assert.equal(loop.count, asked + TOTAL);
    assert.equal((await runsIn(place.path)).length, 2);
    await kernel.execute("await survey.run({ fresh: true })");
    assert.equal(loop.count, asked + 2 * TOTAL);
    assert.equal((await runsIn(place.path)).length, 2);
  });
}

Deno.test("a run of some length fills its chart in, in one place of its cell", async () => {
  await using place = await folder();
  // A second and a half, of which the cell shows what comes after the first.
  await using loop = startLoopback({ latency: 100 });
  await using kernel = await kernelIn(place.path, SURVEY, loop);
  const run = "const { fingerprint } = await survey.run(); fingerprint.slice(0, 12)";
  const messages = await Array.fromAsync(kernel.messages(run));
  assert.equal(valueIn(messages), JSON.stringify((await runsIn(place.path))[0]));
  const { displays, html, text } = shownIn(messages);
  const types = messages.map(({ type }) => type).filter((type) => type.includes("display"));
  assert.equal(types[0], "display_data");
  assert.ok(types.length > 1 && types.slice(1).every((type) => type === "update_display_data"));
  assert.equal(new Set(displays.map(({ transient }) => transient.display_id)).size, 1);
  assert.match(text, /^█{24} 60 of 60 answers, /);
  assert.match(html, /Which &lt;b&gt;tier&lt;\/b&gt;\? \(60 answers so far\)/);
  const done = displays.map(({ data }) =>
    Number(/(\d+) of 60/.exec(String(data["text/plain"]))?.[1])
  );
  assert.deepEqual(done, done.toSorted((a, b) => a - b));
  assert.ok(Number(done[0]) < 60, `${done}`);
});
