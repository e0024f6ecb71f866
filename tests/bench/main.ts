/**
 * Measures speed and memory, everything side by side in one run. The service is a process of its own; ratios
 * are against a bare loop of the same client. Run with `deno task bench`.
 */
import { loadPack } from "../../mod.ts";
import { bare, people, whole } from "./asking.ts";
import { median, timed } from "./process.ts";
import { startService } from "./service.ts";

const ROUNDS = 3;
/** So many that what a run costs once, such as opening its journal, is small beside what each answer costs. */
const ANSWERS = 12_000;
const rows: string[][] = [];

for (const latency of [0, 200]) await overHttp(latency, 200);
for (const count of [20_000, 100_000]) await simulated(count);
await personas();
await startUp();

const head = ["what", "measured", "beside it", "asked"];
console.log(
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"),
);

/** The whole path and the bare loop in turn, so that a machine that slows down slows both. */
async function overHttp(latency: number, concurrency: number): Promise<void> {
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

async function personas(): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  await Deno.writeTextFile(path, people(100_000).map((one) => JSON.stringify(one)).join("\n"));
  const begun = performance.now();
  await loadPack(path);
  const seconds = (performance.now() - begun) / 1000;
  await Deno.remove(path);
  rows.push(["100,000 personas from JSONL", `**${seconds.toFixed(2)} s**`, "", "≤ 1.5 s"]);
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
