/**
 * What a study of ten million and of a thousand million answers would cost, and what gives way first: prints the
 * table of the README. It is worked out of what is measured here, of list prices, and of what a provider is
 * assumed to allow. Run with `deno run -A tests/bench/large_studies.ts`.
 */
import { DatabaseSync } from "node:sqlite";
import { memoryHost } from "../../lib/host/memory.ts";
import { instrument, loadInstrument, type Model, panel, scripted, text } from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { people } from "./asking.ts";

/** The model whose list prices are taken, and what its provider is assumed to allow. */
const MODEL = "gpt-4o-mini";
const [LATENCY, CONCURRENCY, PER_MINUTE] = [1, 500, 10_000];
const SIZES = [1e7, 1e9];
/** The pages that a file of SQLite may have (sqlite.org/limits.html), and the bytes of ours. */
const MOST_BYTES = 4_294_967_294 * 4096;
const [PEOPLE, SIMULATED] = [20_000, 1500];

const kept = await keptRun();
const perCharacter = await bytesPerCharacter();
const { calls, inputTokens, outputTokens, cost } = await estimated();
const [unlimited, limited] = [await simulated(), await simulated(PER_MINUTE)];
const dollars = (cost ?? NaN) / calls;
// What a model says in so many tokens, four characters each, beside what simulated respondents say.
const spoken = kept.bytes + perCharacter * Math.max(0, 4 * outputTokens / calls - kept.said);

console.log([
  `measured: ${kept.bytes.toFixed(0)} bytes an answer in the journal, ${
    perCharacter.toFixed(1)
  } more for each`,
  `character said beyond ${kept.said.toFixed(0)}; written at`,
  `${kept.written.toFixed(0)} answers/s, read at ${kept.read.toFixed(0)} rows/s`,
  `\nestimated: ${(inputTokens / calls).toFixed(0)} tokens in, ${
    (outputTokens / calls).toFixed(0)
  } out`,
  `\non a clock that is moved, ${SIMULATED} answers of ${LATENCY} s each, ${CONCURRENCY} at once:`,
  `${unlimited.toFixed(2)} s where N·L/C is ${
    SIMULATED * LATENCY / CONCURRENCY
  }; at ${PER_MINUTE} a minute`,
  `${limited.toFixed(2)} s where N/rate + L is ${
    (60 * SIMULATED / PER_MINUTE + LATENCY).toFixed(2)
  }`,
].join(" "));
const rows: [what: string, of: (answers: number) => string][] = [
  [
    `a provider's ${PER_MINUTE.toLocaleString("en")} requests a minute`,
    (n) => days(60 * n / PER_MINUTE),
  ],
  [`${CONCURRENCY} at once, ${LATENCY} s each`, (n) => days(n * LATENCY / CONCURRENCY)],
  ["the one writer, at the rate of simulated answers", (n) => days(n / kept.written)],
  [`${MODEL} at list prices`, (n) => money(n * dollars)],
  ["the same in batches", (n) => money(n * dollars / 2)],
  ["the journal", (n) => size(n * spoken)],
  ["its part of the largest SQLite file", (n) => `${(100 * n * spoken / MOST_BYTES).toFixed(2)} %`],
  ["one reading of the rows", (n) => days(n / kept.read)],
];
console.log(["", "what", ...SIZES.map((n) => `${n.toLocaleString("en")} answers`), ""].join(" | "));
for (const [what, of] of rows) console.log(["", what, ...SIZES.map(of), ""].join(" | "));

/** A run of simulated respondents: what an answer takes in the journal, and how fast it is written and read. */
async function keptRun() {
  await using at = await folder();
  const study = panel().personas(people(PEOPLE)).models("simulated").seed(1).journal(at.path)
    .ask(await loadInstrument("first-panel"));
  let begun = performance.now();
  const result = await study.run();
  const answers = result.failures.answered;
  const written = answers / (performance.now() - begun) * 1000;
  const bytes = await bytesOf(result.journal) / answers;
  begun = performance.now();
  let [count, said] = [0, 0];
  for (const { text } of result.rows) {
    count += 1;
    said += text?.length ?? 0;
  }
  const read = count / (performance.now() - begun) * 1000;
  return { written, read, bytes, said: said / count };
}

/** What each character of an open answer adds to a journal. */
async function bytesPerCharacter(): Promise<number> {
  const [short, long] = [100, 1100];
  const bytes = async (length: number) => {
    await using at = await folder();
    const result = await panel().personas(people(1000)).models(
      scripted({ why: "x".repeat(length) }),
    )
      .journal(at.path).ask(instrument("open", { why: text("Why?", { maxTokens: 2000 }) })).run();
    return await bytesOf(result.journal) / 1000;
  };
  return (await bytes(long) - await bytes(short)) / (long - short);
}

/** The bytes of a journal's pages, those in its log too. */
function bytesOf(journal: string): Promise<number> {
  using database = new DatabaseSync(journal, { readOnly: true });
  const { pages } = database.prepare("SELECT page_count AS pages FROM pragma_page_count").get() ??
    {};
  return Promise.resolve(Number(pages) * 4096);
}

/** What the same questionnaire would come to on the model. */
async function estimated() {
  const host = hostWith({ env: { OPENAI_API_KEY: "none" } });
  return await panel({ host }).personas(people(100)).models(MODEL)
    .ask(await loadInstrument("first-panel")).estimate();
}

/** The seconds that the engine itself takes, on a clock that jumps over every wait. */
async function simulated(perMinute?: number): Promise<number> {
  const host = memoryHost();
  const said = scripted({ why: "so" });
  const slow: Model = {
    ...said,
    reply: async (request, signal) => {
      await host.clock.sleep(1000 * LATENCY, signal);
      return await said.reply(request, signal);
    },
  };
  const rate = perMinute === undefined ? {} : { rate: perMinute / 60 };
  const { seconds } = await panel({ host }).personas(people(SIMULATED)).models(slow)
    .limit({ concurrency: CONCURRENCY, ...rate })
    .ask(instrument("open", { why: text("Why?") })).run();
  return seconds;
}

function days(seconds: number): string {
  if (seconds < 5400) return `${(seconds / 60).toFixed(0)} min`;
  return seconds < 2 * 86_400
    ? `${(seconds / 3600).toFixed(1)} h`
    : `${(seconds / 86_400).toFixed(1)} days`;
}

function money(dollars: number): string {
  return `$${Number(dollars.toPrecision(3)).toLocaleString("en")}`;
}

function size(bytes: number): string {
  return bytes < 1e12 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e12).toFixed(2)} TB`;
}
