import { dirname, resolve } from "node:path";
import { type CellResult, type Kernel, type KernelOptions, startKernel } from "./kernel.ts";
import { splitLines, splitOutput } from "./lines.ts";
import { type Cell, loadNotebook, type Notebook, sourceOf } from "./notebook.ts";

/** How a notebook is executed. */
export type ExecuteOptions = Omit<KernelOptions, "cwd">;

/** The cell that failed, counted from 1 over all cells, and its error. */
export interface Failure {
  readonly cell: number;
  readonly ename: string;
  readonly evalue: string;
}

/** A notebook with the outputs of a fresh run, and what ended the run early. */
export interface Executed {
  readonly notebook: Notebook;
  readonly failure: Failure | null;
}

const METADATA = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/**
 * Executes a notebook in a fresh kernel in its folder and gives it back as it should be stored.
 *
 * The same cells with the same outputs give the same bytes: nothing of time or version is kept.
 * The first cell that fails keeps its error and ends the run; the cells after it have no outputs.
 *
 * @param path The notebook file, which is only read.
 * @param options The environment, and how patient to be.
 */
export async function executeNotebook(
  path: string,
  options: ExecuteOptions = {},
): Promise<Executed> {
  const notebook = await loadNotebook(path);
  await using runs = await freshRuns();
  const env = { ...runs.env, ...options.env };
  await using kernel = await startKernel({ ...options, env, cwd: dirname(resolve(path)) });
  const results = await executeCells(kernel, notebook.cells);
  return { notebook: finish(notebook, results), failure: findFailure(results) };
}

/** No run that was kept before goes on, none is left behind, and how long they took is not shown. */
async function freshRuns() {
  const folder = await Deno.makeTempDir({ prefix: "quorum_runs_" });
  return {
    env: { QUORUM_RUNS: folder, QUORUM_PROGRESS: "none" },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function executeCells(
  kernel: Kernel,
  cells: readonly Cell[],
): Promise<ReadonlyMap<number, CellResult>> {
  const results = new Map<number, CellResult>();
  for (const [i, cell] of cells.entries()) {
    const code = sourceOf(cell);
    if (cell.cell_type !== "code" || code.trim() === "") continue;
    const result = await kernel.execute(code);
    results.set(i, result);
    if (result.status === "error") break;
  }
  return results;
}

function findFailure(results: ReadonlyMap<number, CellResult>): Failure | null {
  for (const [i, { error }] of results) if (error) return { cell: i + 1, ...error };
  return null;
}

/** Done after the last cell, because a later cell can update the display of an earlier one. */
function finish(notebook: Notebook, results: ReadonlyMap<number, CellResult>): Notebook {
  return {
    ...notebook,
    nbformat_minor: Math.max(5, notebook.nbformat_minor),
    metadata: { ...notebook.metadata, ...METADATA },
    cells: notebook.cells.map((cell, i) => ({
      ...cell,
      id: cell.id ?? `cell-${i + 1}`,
      metadata: withoutTimes(cell.metadata),
      source: splitLines(sourceOf(cell)),
      ...(cell.cell_type === "code" && outcome(results.get(i))),
    })),
  };
}

function outcome(result: CellResult | undefined) {
  return {
    execution_count: result?.executionCount ?? null,
    outputs: result?.outputs.map(splitOutput) ?? [],
  };
}

function withoutTimes(metadata: Cell["metadata"]): Cell["metadata"] {
  const { execution: _, ExecuteTime: __, ...rest } = metadata;
  return rest;
}
