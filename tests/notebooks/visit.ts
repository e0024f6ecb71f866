import { executeNotebook, type ExecuteOptions, type Failure } from "./execute.ts";
import { loadText, parseNotebook, stringifyNotebook } from "./notebook.ts";
import { findErrors, findStale } from "./staleness.ts";
import { checkTypes } from "./type_check.ts";

/** What is to be done with a notebook. */
export interface VisitOptions extends ExecuteOptions {
  /** Compare with the file instead of writing it. @default {false} */
  readonly check?: boolean;
}

/** What came of a visit. */
export interface Visit {
  readonly executed: boolean;
  /** In what the file is, or before it was written was, behind its code. */
  readonly stale: string | null;
  /** What is wrong with the notebook itself, a sentence each. */
  readonly failures: readonly string[];
}

/**
 * Checks the types of a notebook, executes it, and writes it back in place or compares it.
 *
 * A notebook that fails is not written.
 */
export async function visitNotebook(path: string, options: VisitOptions = {}): Promise<Visit> {
  const { check = false, ...rest } = options;
  const text = await loadText(path);
  const failures = check ? hiddenErrors(path, text) : [];
  const complaint = await checkTypes(path);
  if (complaint !== null) failures.push(`Cannot check the types of "${path}":\n${complaint}`);
  const { notebook, failure } = await executeNotebook(path, rest);
  if (failure !== null) {
    return { executed: true, stale: null, failures: [...failures, describe(path, failure)] };
  }
  const stale = findStale(text, notebook);
  const write = !check && stale !== null && failures.length === 0;
  if (write) await replaceFile(path, stringifyNotebook(notebook));
  return { executed: true, stale, failures };
}

function hiddenErrors(path: string, text: string): string[] {
  return findErrors(parseNotebook(text, `"${path}"`)).map((cell) =>
    `Cannot accept "${path}": cell ${cell} hides an error among its outputs`
  );
}

function describe(path: string, { cell, ename, evalue }: Failure): string {
  return `Cannot execute "${path}": cell ${cell} ended with ${ename}: ${evalue}`;
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${Deno.pid}.tmp`;
  try {
    await Deno.writeTextFile(draft, text);
    await Deno.rename(draft, path);
  } catch (error) {
    await Deno.remove(draft).catch(() => {});
    throw error;
  }
}
