import { loadPack } from "../../mod.ts";
import { people } from "./asking.ts";
import { type Journalled, longRun, overHttp } from "./journalling.ts";
import { median, ROUNDS, timed } from "./process.ts";
import { resuming } from "./resuming.ts";
import { startService } from "./service.ts";

const ANSWERS = 12_000;

/** What long runs take that are kept, and what it takes to go on with them, as rows of the table. */
export async function keptRuns(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const count of [20_000, 100_000]) rows.push(await simulated(100_000, count));
  for (const count of [20_000, 200_000]) rows.push(await simulated(1_000_000, count));
  for (const count of [20_000, 100_000]) rows.push(await resumed(count));
  return [...rows, ...await journalled(), await personas()];
}

async function simulated(answers: number, count: number): Promise<string[]> {
  const script = new URL("simulated.ts", import.meta.url).pathname;
  const { out } = await timed(["run", "-A", "-q", script, `${answers}`, `${count}`]);
  const { seconds, megabytes } = JSON.parse(out);
  return [
    `${answers.toLocaleString("en")} simulated answers of ${
      count.toLocaleString("en")
    } people with the journal on`,
    `**${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB**`,
    `${(answers / seconds).toFixed(0)} answers/s`,
    answers > 100_000 ? "≤ 90 s, ≤ 400 MB" : "≤ 15 s, ≤ 300 MB",
  ];
}

/** The quickest of several, and the most memory of all. */
async function resumed(count: number): Promise<string[]> {
  const all = await resuming(count, 2 * ROUNDS);
  const seconds = Math.min(...all.map((one) => one.seconds));
  const megabytes = Math.max(...all.map((one) => one.megabytes));
  return [
    `a killed run of 100,000 answers of ${
      count.toLocaleString("en")
    } people, to its first new request`,
    `**${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB**`,
    `the slowest of ${all.length} ${Math.max(...all.map((one) => one.seconds)).toFixed(2)} s`,
    "≤ 1.5 s, ≤ 200 MB",
  ];
}

/** With 200 ms and 200 at once, a thousand answers a second; with a folder, and keeping nothing at all. */
async function journalled(): Promise<string[][]> {
  await using service = await startService(200);
  const { url } = service;
  const asked = { answers: ANSWERS, concurrency: 200 };
  await overHttp(url, { ...asked, answers: 1000, isKept: true });
  const [kept, forgotten]: [Journalled[], Journalled[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    kept.push(await overHttp(url, { ...asked, isKept: true }));
    forgotten.push(await overHttp(url, { ...asked, isKept: false }));
  }
  const of = (runs: readonly Journalled[], what: (run: Journalled) => number) =>
    median(runs.map(what)).toFixed(1);
  const whole = [
    "time in which a kept run at 1,000 answers/s waits for its journal and state.json",
    `**${of(kept, ({ writing, seconds }) => 100 * writing / seconds)} %** of it`,
    `${of(kept, ({ seconds }) => seconds)} s, processor ${
      of(kept, ({ processor }) => processor)
    } s; ` +
    `keeping nothing ${of(forgotten, ({ seconds }) => seconds)} s, ` +
    `${of(forgotten, ({ processor }) => processor)} s`,
    "≤ 5 %",
  ];
  const { tenths } = await longRun(100_000);
  const [first = NaN, last = NaN] = [tenths[0], tenths.at(-1)];
  const tenth = [
    "the same for an answer in the last tenth of 100,000 simulated ones",
    `**${(100 * last).toFixed(0)} µs**`,
    `in the first tenth ${(100 * first).toFixed(0)} µs`,
    "no more",
  ];
  return [whole, tenth];
}

async function personas(): Promise<string[]> {
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  await Deno.writeTextFile(path, people(100_000).map((one) => JSON.stringify(one)).join("\n"));
  const begun = performance.now();
  await loadPack(path);
  const seconds = (performance.now() - begun) / 1000;
  await Deno.remove(path);
  return ["100,000 personas from JSONL", `**${seconds.toFixed(2)} s**`, "", "≤ 1.5 s"];
}
