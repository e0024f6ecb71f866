import { type Answering } from "./answering.ts";
import { median, ROUNDS, timed } from "./process.ts";
import { startService } from "./service.ts";

const ANSWERS = 100_000;
const CONCURRENCY = 200;

/** The ways to ask: the bare loop, and the whole path of panels of two sizes. */
const BARE = ["bare", ANSWERS] as const;
const PANELS = [20_000, 100_000];

/** What the whole path takes beside the bare loop, in processor time and in memory, as rows of the table. */
export async function overhead(): Promise<string[][]> {
  await using service = await startService(0);
  const ways = [BARE, ...PANELS.map((people) => ["whole", people] as const)];
  const runs = ways.map((): Answering[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, way] of ways.entries()) runs[place]?.push(await answering(way, service.url));
  }
  const [bare = [], ...panels] = runs;
  return PANELS.flatMap((people, place) => rowsOf(people, panels[place] ?? [], bare));
}

function rowsOf(people: number, ours: readonly Answering[], bare: readonly Answering[]) {
  const of = (all: readonly Answering[], what: keyof Answering) =>
    median(all.map((one) => one[what]));
  const micros = (all: readonly Answering[]) => 1e6 * of(all, "processor") / ANSWERS;
  const megabytes = (all: readonly Answering[]) => of(all, "megabytes");
  const whose = `of ${people.toLocaleString("en")} people`;
  const row = (what: string, unit: string, by: typeof micros, asked: string) => [
    `${what} over HTTP ${whose}, beyond the bare loop's`,
    `**${(by(ours) - by(bare)).toFixed(0)} ${unit}**`,
    `${by(ours).toFixed(0)} ${unit} and ${by(bare).toFixed(0)} ${unit}`,
    asked,
  ];
  return [
    row("processor time of one of 100,000 answers", "µs", micros, "≤ 60 µs"),
    row("memory of 100,000 answers", "MB", megabytes, "≤ 80 MB"),
  ];
}

async function answering(
  [way, people]: readonly [string, number],
  url: string,
): Promise<Answering> {
  const script = new URL("answering.ts", import.meta.url).pathname;
  const args = [way, url, `${ANSWERS}`, `${people}`, `${CONCURRENCY}`];
  return JSON.parse((await timed(["run", "-A", "-q", script, ...args])).out);
}
