/**
 * Measures speed and memory, everything side by side in one run. The service is a process of its own; ratios
 * are against a bare loop of the same client. Run with `deno task bench`.
 */
import { loadPack } from "../../mod.ts";
import { bare, people, whole } from "./asking.ts";
import { HALF_A_MILLION, writeEventFile } from "./event_file.ts";
import { followed, writeGenerated } from "./generating.ts";
import { type Journalled, longRun, overHttp } from "./journalling.ts";
import { median, timed } from "./process.ts";
import { resuming } from "./resuming.ts";
import { startService } from "./service.ts";
import { statistics } from "./statistics.ts";

const ROUNDS = 3;
/** So many that what a run costs once, such as opening its journal, is small beside what each answer costs. */
const ANSWERS = 12_000;
const rows: string[][] = [];

for (const latency of [0, 200]) await wholePath(latency, 200);
for (const count of [20_000, 100_000]) await simulated(count);
for (const count of [20_000, 100_000]) await resumed(count);
await journalled();
await personas();
await generated();
await askedOverTime();
await events();
await startUp();
rows.push(...statistics());

const head = ["what", "measured", "beside it", "asked"];
console.log(
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"),
);

/** The whole path and the bare loop in turn, so that a machine that slows down slows both. */
async function wholePath(latency: number, concurrency: number): Promise<void> {
  await using service = await startService(latency);
  const asking = { url: service.url, answers: ANSWERS, concurrency };
  await bare({ ...asking, answers: 1000 });
  await whole({ ...asking, answers: 1000 });
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [ours, theirs] = [await whole(asking), await bare(asking)];
    ratios.push(theirs / ours);
    rates.push(ANSWERS / ours);
  }
  const ideal = latency === 0
    ? ""
    : `, N·L/C ${(ANSWERS * latency / 1000 / concurrency).toFixed(2)} s of ` +
      `${(ANSWERS / median(rates)).toFixed(2)} s`;
  rows.push([
    `whole path against the bare loop, ${latency} ms, concurrency ${concurrency}`,
    `**${(100 * median(ratios)).toFixed(0)} %** of its throughput`,
    `${median(rates).toFixed(0)} answers/s${ideal}`,
    latency === 0 ? "≥ 75 %" : "≥ 97 %",
  ]);
}

async function simulated(count: number): Promise<void> {
  const script = new URL("simulated.ts", import.meta.url).pathname;
  const { out } = await timed(["run", "-A", "-q", script, `${count}`]);
  const { seconds, megabytes } = JSON.parse(out);
  rows.push([
    `100,000 simulated answers of ${count.toLocaleString("en")} people with the journal on`,
    `**${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB**`,
    `${(100_000 / seconds).toFixed(0)} answers/s`,
    "≤ 15 s, ≤ 300 MB",
  ]);
}

/** The quickest of several, and the most memory of all. */
async function resumed(count: number): Promise<void> {
  const all = await resuming(count, 2 * ROUNDS);
  const seconds = Math.min(...all.map((one) => one.seconds));
  const megabytes = Math.max(...all.map((one) => one.megabytes));
  rows.push([
    `a killed run of 100,000 answers of ${
      count.toLocaleString("en")
    } people, to its first new request`,
    `**${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB**`,
    `the slowest of ${all.length} ${Math.max(...all.map((one) => one.seconds)).toFixed(2)} s`,
    "≤ 1.5 s, ≤ 200 MB",
  ]);
}

/** With 200 ms and 200 at once, a thousand answers a second; with a folder, and keeping nothing at all. */
async function journalled(): Promise<void> {
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
  rows.push([
    "time in which a kept run at 1,000 answers/s waits for its journal and state.json",
    `**${of(kept, ({ writing, seconds }) => 100 * writing / seconds)} %** of it`,
    `${of(kept, ({ seconds }) => seconds)} s, processor ${
      of(kept, ({ processor }) => processor)
    } s; ` +
    `keeping nothing ${of(forgotten, ({ seconds }) => seconds)} s, ` +
    `${of(forgotten, ({ processor }) => processor)} s`,
    "≤ 5 %",
  ]);
  const { tenths } = await longRun(100_000);
  const [first = NaN, last = NaN] = [tenths[0], tenths.at(-1)];
  rows.push([
    "the same for an answer in the last tenth of 100,000 simulated ones",
    `**${(100 * last).toFixed(0)} µs**`,
    `in the first tenth ${(100 * first).toFixed(0)} µs`,
    "no more",
  ]);
}

async function personas(): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  await Deno.writeTextFile(path, people(100_000).map((one) => JSON.stringify(one)).join("\n"));
  const begun = performance.now();
  await loadPack(path);
  const seconds = (performance.now() - begun) / 1000;
  await Deno.remove(path);
  rows.push(["100,000 personas from JSONL", `**${seconds.toFixed(2)} s**`, "", "≤ 1.5 s"]);
}

/** Half a million evaluations that are made up, checked and written, from the start of the process to its end. */
async function generated(): Promise<void> {
  const folder = await writeGenerated(HALF_A_MILLION);
  const script = new URL("event_command.ts", import.meta.url).pathname;
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const out = `${folder}/out${round}`;
    const args = ["generate", "--config", `${folder}/events.yaml`, "--output-dir", out];
    const done = await timed(["run", "-A", "-q", script, ...args]);
    seconds.push(done.seconds);
    megabytes.push(JSON.parse(done.out).megabytes);
    await Deno.remove(out, { recursive: true });
  }
  await Deno.remove(folder, { recursive: true });
  rows.push([
    "`events generate`: 500,000 evaluations made up, checked and written",
    `**${median(seconds).toFixed(1)} s, ${Math.max(...megabytes).toFixed(0)} MB**`,
    `the quickest of ${ROUNDS} ${Math.min(...seconds).toFixed(1)} s`,
    "≤ 6 s, ≤ 300 MB",
  ]);
}

/** A panel that is followed and the bare loop in turn. */
async function askedOverTime(): Promise<void> {
  await using service = await startService(50);
  const asking = { url: service.url, answers: ANSWERS, concurrency: 64 };
  await bare({ ...asking, answers: 1000 });
  await followed({ ...asking, answers: 1000 });
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [ours, theirs] = [await followed(asking), await bare(asking)];
    ratios.push(theirs / ours);
    rates.push(ANSWERS / ours);
  }
  rows.push([
    "a panel that is followed against the bare loop, 50 ms, concurrency 64",
    `**${(100 * median(ratios)).toFixed(0)} %** of its throughput`,
    `${median(rates).toFixed(0)} answers/s`,
    "≥ 97 %",
  ]);
}

/** Half a million evaluations that are read, from the start of the process to its end. */
async function events(): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  await writeEventFile(path, HALF_A_MILLION);
  const size = (await Deno.stat(path)).size / 1e6;
  const script = new URL("event_command.ts", import.meta.url).pathname;
  for (
    const [command, asked] of [["validate", "≤ 4 s, ≤ 200 MB"], ["analyze", "≤ 10 s, ≤ 600 MB"]]
  ) {
    const seconds: number[] = [];
    const megabytes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const done = await timed(["run", "-A", "-q", script, `${command}`, path]);
      seconds.push(done.seconds);
      megabytes.push(JSON.parse(done.out).megabytes);
    }
    rows.push([
      `\`events ${command}\` of 500,000 rows of 10,000 people`,
      `**${median(seconds).toFixed(1)} s, ${Math.max(...megabytes).toFixed(0)} MB**`,
      `${size.toFixed(0)} MB of JSON`,
      `${asked}`,
    ]);
  }
  await Deno.remove(path);
}

async function startUp(): Promise<void> {
  const empty = await Deno.makeTempFile({ suffix: ".ts" });
  const help: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < 2 * ROUNDS; round++) {
    help.push((await timed(["run", "-q", "-P=cli", "cli.ts", "--help"])).seconds);
    nothing.push((await timed(["run", "-q", empty])).seconds);
  }
  await Deno.remove(empty);
  rows.push([
    "`cli.ts --help`",
    `**${(1000 * median(help)).toFixed(0)} ms**`,
    `an empty program ${(1000 * median(nothing)).toFixed(0)} ms`,
    "≤ 120 ms",
  ]);
  const demo = [];
  for (let round = 0; round < ROUNDS; round++) {
    demo.push((await timed(["run", "-q", "-P=offline", "cli.ts", "demo"])).seconds);
  }
  rows.push(["the demo, warm", `**${median(demo).toFixed(2)} s**`, "", "≤ 2 s"]);
}
