import { linearRegression } from "simple-statistics";
import { median, ROUNDS, timed } from "./process.ts";

const PEOPLE = [1_000, 10_000, 100_000];
const QUESTIONS = 5;

/** What a panel of some size took. */
interface Size {
  readonly people: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** How time and memory grow with a panel, as rows of the table: the exponent of n that fits the time best. */
export async function growth(): Promise<string[][]> {
  const sizes: Size[] = [];
  for (const people of PEOPLE) sizes.push(await asked(people));
  const { m: exponent } = linearRegression(
    sizes.map(({ people, seconds }) => [Math.log(people), Math.log(seconds)]),
  );
  const each = (show: (size: Size) => string) => sizes.map(show).join(", ");
  return [[
    `time of ${PEOPLE.map((people) => people.toLocaleString("en")).join(", ")} simulated people ` +
    `× ${QUESTIONS} questions, with the journal on`,
    `grows with **n^${exponent.toFixed(2)}**`,
    `${each(({ seconds }) => seconds.toFixed(2))} s; ${
      each(({ megabytes }) => megabytes.toFixed(0))
    } MB`,
    "no more than n log n",
  ]];
}

async function asked(people: number): Promise<Size> {
  const script = new URL("simulated.ts", import.meta.url).pathname;
  const runs: Omit<Size, "people">[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const args = ["run", "-A", "-q", script, `${people * QUESTIONS}`, `${people}`];
    runs.push(JSON.parse((await timed(args)).out));
  }
  const of = (what: "seconds" | "megabytes") => median(runs.map((run) => run[what]));
  return { people, seconds: of("seconds"), megabytes: of("megabytes") };
}
