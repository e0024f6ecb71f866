import { TallyCounter } from "../../lib/analysis/tally_counter.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { Places } from "../../lib/rows/places.ts";
import { choice, convergence, type Row, saveRows } from "../../mod.ts";
import { seeded } from "../statistics/seeded.ts";
import { peakMegabytes } from "./process.ts";

const OPTIONS = ["a", "b", "c", "d", "e"];
const QUESTIONS = Array.from(
  { length: 10 },
  (_, place) => new CompiledQuestion(`q${place}`, choice("Which?", OPTIONS)),
);

/** What is done with rows, by name. */
const WORK: Readonly<Record<string, (rows: Iterable<Row>) => unknown>> = {
  tally: (rows) => tallied(rows, false),
  "tally in clusters": (rows) => tallied(rows, true),
  convergence: (rows) => convergence(rows, { questions: QUESTIONS, halfWidth: 0.01 }).finalN,
  parquet: saved,
};

/**
 * Does something with rows that are made as they are walked, and prints seconds and the peak of the resident
 * memory in MB: run as a process of its own. The arguments are what is done, how many people there are, and how
 * many questions of ten each of them answers.
 */
if (import.meta.main) {
  const [name = "", people = "1000", questions = "10"] = Deno.args;
  const rows = { [Symbol.iterator]: () => rowsOf(Number(people), Number(questions)) };
  const begun = performance.now();
  await WORK[name]?.(rows);
  const seconds = (performance.now() - begun) / 1000;
  console.log(JSON.stringify({ seconds, megabytes: await peakMegabytes() }));
}

/** The tallies of all questions in one walk; in clusters, answers are counted by persona too. */
function tallied(rows: Iterable<Row>, clustered: boolean): void {
  const context = { models: ["simulated"], notice: null, clustered };
  const places = new Places();
  const counters = new Map(
    QUESTIONS.map((one) => [one.key, new TallyCounter(one, context, { places })]),
  );
  for (const row of rows) counters.get(row.question)?.count(row);
  const [first] = [...counters.values()].map(({ tally }) => tally.intervals);
  if (first?.a === undefined) throw new Error("Cannot bench: nothing was counted");
}

async function saved(rows: Iterable<Row>): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  await saveRows(path, rows);
  await Deno.remove(path);
}

/** Rows as they come out of a journal, each with texts of its own. */
function* rowsOf(people: number, questions: number): Generator<Row> {
  const uniform = seeded(4);
  for (let person = 0; person < people; person++) {
    const panelist = person.toString(16).padStart(16, "0");
    for (const [turn, { key }] of QUESTIONS.slice(0, questions).entries()) {
      const category = OPTIONS[Math.floor(OPTIONS.length * uniform())] ?? null;
      yield {
        ...{ run: "bench", panelist, persona: `Person ${person}`, arm: null, model: "simulated" },
        ...{ round: "default", question: key, kind: "choice", item: null, repeat: 0, turn },
        ...{ status: "ok", answer: category, category, text: `{"answer":"${category}"}` },
        ...{ extraction: null, order: [0, 1, 2, 3, 4], error: null, tokensIn: 120, tokensOut: 8 },
        ...{ cost: 0, afterStop: false },
      };
    }
  }
}
