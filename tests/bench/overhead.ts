import { type Answering } from "./answering.ts";
import { median, ROUNDS, timed } from "./process.ts";
import { startService } from "./service.ts";

const ANSWERS = 100_000;
const CONCURRENCY = 200;

/** What the whole path takes beside the bare loop, in processor time and in memory, as rows of the table. */
export async function overhead(): Promise<string[][]> {
  await using service = await startService(0);
  const ways = { whole: [] as Answering[], bare: [] as Answering[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, all] of Object.entries(ways)) all.push(await answering(way, service.url));
  }
  const of = (all: readonly Answering[], what: keyof Answering) =>
    median(all.map((one) => one[what]));
  const micros = (all: readonly Answering[]) => 1e6 * of(all, "processor") / ANSWERS;
  const [ours, theirs] = [micros(ways.whole), micros(ways.bare)];
  const [held, bare] = [of(ways.whole, "megabytes"), of(ways.bare, "megabytes")];
  return [
    [
      "processor time of an answer over HTTP, beyond the bare loop's",
      `**${(ours - theirs).toFixed(0)} µs**`,
      `${ours.toFixed(0)} µs and ${theirs.toFixed(0)} µs`,
      "≤ 60 µs",
    ],
    [
      "memory of 100,000 answers over HTTP, beyond the bare loop's",
      `**${(held - bare).toFixed(0)} MB**`,
      `${held.toFixed(0)} MB and ${bare.toFixed(0)} MB`,
      "≤ 80 MB",
    ],
  ];
}

async function answering(way: string, url: string): Promise<Answering> {
  const script = new URL("answering.ts", import.meta.url).pathname;
  const { out } = await timed([
    "run",
    "-A",
    "-q",
    script,
    way,
    url,
    `${ANSWERS}`,
    `${CONCURRENCY}`,
  ]);
  return JSON.parse(out);
}
