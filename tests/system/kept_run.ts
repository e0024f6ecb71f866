import { DatabaseSync } from "node:sqlite";
import { type Env, envFor, folder } from "../hosts.ts";
import { type Answerer, type Normalised } from "../loopback/request.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { people, SURVEY } from "../commands/desk.ts";
import { respond } from "../studies/speaker.ts";
import { type Finished, finished, start } from "./command.ts";

/** How a run of the command line is set up. */
export interface Setting {
  /** How many people are asked. */
  readonly count: number;
  /** The flags that say on which models, and in which of the ways. */
  readonly flags: readonly string[];
  /** The instrument. @default SURVEY */
  readonly survey?: string;
  /** The most requests in flight. @default 5 */
  readonly concurrent?: number;
  /** Where the runs are kept. @default {a folder of the scene} */
  readonly root?: string;
}

/** What a journal holds. */
export interface Kept {
  /** How many replies there are. */
  readonly replies: number;
  /** When the client had read the last of them, in milliseconds since 1970; 0 where there is none. */
  readonly lastAt: number;
  /** The finished units, as they are written. */
  readonly units: readonly Readonly<Record<string, unknown>>[];
}

/** A run of the command line that is kept in a folder, with a service of its own. */
export interface KeptRun extends AsyncDisposable {
  readonly loop: Loopback;
  /** A folder for whatever the test needs. */
  readonly place: string;
  /** The most requests in flight. */
  readonly concurrent: number;
  /** The run's folder. */
  readonly path: string;
  readonly env: Env;
  /** The arguments that begin the run, that go on with it by its id alone, and with everything said again. */
  readonly begin: readonly string[];
  readonly resume: readonly string[];
  readonly resumeWhole: readonly string[];
  /** Starts the command line. */
  start(args: readonly string[]): Deno.ChildProcess;
  /** Runs the command line to its end. */
  finish(args: readonly string[]): Promise<Finished>;
  /** Reads the journal as it lies there, and leaves it as it is. */
  journal(): Promise<Kept>;
}

/** Sets up a run and its service, which answers after a few milliseconds. */
export async function keptRun(setting: Setting, answer: Answerer = respond): Promise<KeptRun> {
  const { count, flags, survey = SURVEY, concurrent = 5 } = setting;
  const stack = new AsyncDisposableStack();
  const { path: place } = stack.use(await folder());
  const loop = stack.use(startLoopback({ answer, latency: (index) => 4 + (7 * index) % 13 }));
  const names = Array.from({ length: count }, (_, place) => `P${place}`);
  await Deno.writeTextFile(`${place}/people.json`, people(names));
  await Deno.writeTextFile(`${place}/survey.yaml`, survey);
  const root = setting.root ?? `${place}/runs`;
  const kept = ["--checkpoint-dir", root];
  const env = envFor(loop);
  const path = `${root}/crash`;
  const given = [
    ...["--personas", `${place}/people.json`, "--instrument", `${place}/survey.yaml`, ...flags],
    ...["--seed", "7", "--max-concurrent", `${concurrent}`, "--output-format", "json"],
  ];
  return {
    ...{ loop, place, concurrent, path, env },
    begin: ["panel", "run", "--run-id", "crash", ...kept, ...given],
    resume: ["panel", "run", "--resume", "crash", ...kept],
    resumeWhole: ["panel", "run", "--resume", "crash", ...kept, ...given],
    start: (args) => start(args, { env }),
    finish: (args) => finished(args, { env }),
    journal: () => look(path),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Looks at a copy: whoever opens a journal that was left behind changes it. */
async function look(path: string): Promise<Kept> {
  await using copy = await folder();
  for await (const { name } of Deno.readDir(path)) {
    if (name.startsWith("run.sqlite")) {
      await Deno.copyFile(`${path}/${name}`, `${copy.path}/${name}`);
    }
  }
  const database = new DatabaseSync(`${copy.path}/run.sqlite`);
  try {
    if (
      database.prepare("SELECT name FROM sqlite_master WHERE name = 'calls'").get() === undefined
    ) {
      return { replies: 0, lastAt: 0, units: [] };
    }
    const { replies, lastAt } = database.prepare(
      "SELECT count(*) AS replies, coalesce(max(started + latency), 0) AS lastAt FROM calls",
    ).get() ?? {};
    const units = database.prepare("SELECT position, key, rows FROM units ORDER BY position").all();
    return {
      replies: Number(replies),
      lastAt: Number(lastAt),
      units: units.map((one) => ({ ...one })),
    };
  } finally {
    database.close();
  }
}

/** Answers like any other service, and calls back at the request of that number, from 1. */
export function atRequest(number: number, act: () => void): Answerer {
  let seen = 0;
  return (request: Normalised) => {
    seen += 1;
    if (seen === number) act();
    return respond(request);
  };
}
