import process from "node:process";
import { choice, type Database, type Host, instrument, panel, type Statement } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { people } from "./asking.ts";

const ASKED = instrument("bench", { tier: choice("Which tier?", ["free", "pro", "team"]) });

/** What a run took, and what of it was the journal's. */
export interface Journalled {
  readonly seconds: number;
  /** Seconds of processor time. */
  readonly processor: number;
  /** Seconds in which nothing else could go on, because something was written: to the disk, too. */
  readonly writing: number;
  /** The same for the answers of each tenth of the run. */
  readonly tenths: readonly number[];
}

/** A host that counts how long writing takes. */
function counting(host: Host): { readonly host: Host; readonly spent: { milliseconds: number } } {
  const spent = { milliseconds: 0 };
  const timed = <T>(act: () => T): T => {
    const begun = performance.now();
    try {
      return act();
    } finally {
      spent.milliseconds += performance.now() - begun;
    }
  };
  const swapText: Host["files"]["swapText"] = (path, text) =>
    timed(() => host.files.swapText(path, text));
  const database: Host["database"] = async (path, options) => {
    const { exec, prepare, close } = await host.database(path, options);
    const counted = (statement: Statement): Statement => ({
      ...statement,
      get: (...values) => statement.get(...values),
      iterate: (...values) => statement.iterate(...values),
      run: (...values) => timed(() => statement.run(...values)),
    });
    return {
      close,
      exec: (sql) => timed(() => exec(sql)),
      prepare: (sql) => counted(prepare(sql)),
    };
  };
  return { host: { ...host, database, files: { ...host.files, swapText } }, spent };
}

/** A host that keeps nothing of what is written: its databases are new, and stay so. */
function forgetting(host: Host): Host {
  const isNew = { application: 0, version: 0, isEmpty: 1 };
  const database: Database = {
    exec() {},
    prepare: (sql) => ({
      run: () => ({ changes: 1 }),
      get: () => sql.includes("application_id") ? isNew : undefined,
      iterate: () => [],
    }),
    close() {},
  };
  const files = { ...host.files, swapText() {} };
  return { ...host, files, database: () => Promise.resolve(database) };
}

/** A run of the service, kept in a folder or not at all. */
export async function overHttp(
  url: string,
  { answers, concurrency, isKept }: {
    readonly answers: number;
    readonly concurrency: number;
    readonly isKept: boolean;
  },
): Promise<Journalled> {
  const real = hostWith({ env: envFor({ url }) });
  return await run(isKept ? real : forgetting(real), "gpt-4o-mini", { answers, concurrency });
}

/** A long run of simulated respondents, kept in a folder. */
export async function longRun(answers: number): Promise<Journalled> {
  return await run(hostWith(), "simulated", { answers, concurrency: 20 });
}

async function run(
  real: Host,
  model: string,
  { answers, concurrency }: { readonly answers: number; readonly concurrency: number },
): Promise<Journalled> {
  await using at = await folder();
  const { host, spent } = counting(real);
  const rows = panel({ host }).personas(people(answers)).models(model).seed(1)
    .limit({ concurrency }).journal(at.path).ask(ASKED).rows();
  const tenths: number[] = [];
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let [seen, before] = [0, 0];
  for await (const _ of rows) {
    seen += 1;
    if (seen % (answers / 10) !== 0) continue;
    tenths.push((spent.milliseconds - before) / 1000);
    before = spent.milliseconds;
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (seen !== answers) throw new Error("Cannot bench: an answer is missing");
  return { seconds, processor: (user + system) / 1e6, writing: spent.milliseconds / 1000, tenths };
}
