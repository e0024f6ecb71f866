import { bare, whole } from "./asking.ts";
import { followed } from "./generating.ts";
import { median, ROUNDS } from "./process.ts";
import { startService } from "./service.ts";

/** So many that what a run costs once, such as opening its journal, is small beside what each answer costs. */
const ANSWERS = 12_000;

/** How much of the bare loop's throughput is left, as rows of the table. */
export async function throughput(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const latency of [0, 50, 200]) {
    for (const concurrency of [200, 500]) rows.push(await wholePath(latency, concurrency));
  }
  return [...rows, await askedOverTime()];
}

/** The whole path and the bare loop in turn, so that a machine that slows down slows both. */
async function wholePath(
  latency: number,
  concurrency: number,
): Promise<string[]> {
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
  return [
    `whole path against the bare loop, ${latency} ms, concurrency ${concurrency}`,
    `**${(100 * median(ratios)).toFixed(0)} %** of its throughput`,
    `${median(rates).toFixed(0)} answers/s${ideal}`,
    asked(latency, concurrency),
  ];
}

function asked(latency: number, concurrency: number): string {
  if (latency === 50) return concurrency === 200 ? "≥ 1,800 answers/s" : "";
  return latency === 0 ? "≥ 80 %" : "≥ 97 %";
}

/** A panel that is followed and the bare loop in turn. */
async function askedOverTime(): Promise<string[]> {
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
  return [
    "a panel that is followed against the bare loop, 50 ms, concurrency 64",
    `**${(100 * median(ratios)).toFixed(0)} %** of its throughput`,
    `${median(rates).toFixed(0)} answers/s`,
    "≥ 97 %",
  ];
}
