import { timed } from "./process.ts";

/** What is done with how many rows: of so many people, as many answers each. */
interface Case {
  readonly what: string;
  readonly work: string;
  readonly people: number;
  readonly each: number;
  readonly asked: string;
}

const MILLION = 1_000_000;
const CASES: readonly Case[] = [
  ...[1, 10].map((each) => ({
    what: `tally of ${each} M answers of 1,000,000 people`,
    ...{ work: "tally", people: MILLION, each, asked: "constant memory" },
  })),
  {
    what: "the same, 10 M counted by persona too",
    ...{ work: "tally in clusters", people: MILLION, each: 10, asked: "" },
  },
  ...[1, 10].map((each) => ({
    what: `convergence of ${each} M answers of 1,000,000 people`,
    ...{
      work: "convergence",
      people: MILLION,
      each,
      asked: "constant memory",
    },
  })),
  {
    what: "1,000,000 rows to Parquet",
    ...{ work: "parquet", people: 100_000, each: 10, asked: "streamed" },
  },
];

/** What millions of rows take that are walked and not held, as rows of the table. */
export async function large(): Promise<string[][]> {
  const script = new URL("large_rows.ts", import.meta.url).pathname;
  const rows: string[][] = [];
  for (const { what, work, people, each, asked } of CASES) {
    const { out } = await timed(["run", "-A", "-q", script, work, `${people}`, `${each}`]);
    const { seconds, megabytes } = JSON.parse(out);
    const rate = (people * each / seconds).toFixed(0);
    rows.push([
      what,
      `**${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB**`,
      `${rate} rows/s`,
      asked,
    ]);
  }
  return rows;
}
