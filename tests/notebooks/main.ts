import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type Visit, visitNotebook } from "./visit.ts";

const HELP = `Usage: deno run -A tests/notebooks/main.ts [--check] [paths…]

Executes notebooks, without paths those in notebooks/, and writes them back in place.

  --check  write nothing; fail when a notebook is stale
  --help   show this`;
const FOLDER = join(import.meta.dirname ?? ".", "..", "..", "notebooks");

/** Executes the notebooks named in the arguments, says what came of it, and gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const { values: { check, help }, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: "boolean", default: false }, help: { type: "boolean" } },
  });
  if (help) {
    console.log(HELP);
    return 0;
  }
  const visits: Visit[] = [];
  for (const path of positionals.length > 0 ? positionals : await listNotebooks()) {
    const visit = await visitNotebook(path, { check }).catch(asVisit);
    visits.push(visit);
    for (const failure of visit.failures) console.error(failure);
    if (visit.stale) console.error(`${check ? "Stale" : "Rewritten"} "${path}": ${visit.stale}`);
  }
  return sumUp(visits, check);
}

/** The notebooks of this repository, in the order of their names. */
async function listNotebooks(): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(FOLDER));
    const names = entries.map(({ name }) => name).filter((name) => name.endsWith(".ipynb"));
    return names.sort().map((name) => relative(Deno.cwd(), join(FOLDER, name)));
  } catch (cause) {
    throw new Error(`Cannot list "${FOLDER}": there is no such folder`, { cause });
  }
}

function asVisit(error: unknown): Visit {
  return { executed: false, stale: null, failures: [sentence(error)] };
}

function sumUp(visits: readonly Visit[], check: boolean): number {
  const executed = visits.filter(({ executed }) => executed).length;
  const stale = visits.filter(({ stale }) => stale !== null).length;
  const failed = visits.filter(({ failures }) => failures.length > 0).length;
  const notebooks = executed === 1 ? "1 notebook" : `${executed} notebooks`;
  console.log(`${notebooks} executed, ${stale} ${check ? "stale" : "rewritten"}, ${failed} failed`);
  return failed > 0 || (check && stale > 0) ? 1 : 0;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (error) {
    console.error(sentence(error));
    Deno.exitCode = 1;
  }
}
