import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { loadNotebook, type Notebook, sourceOf } from "./notebook.ts";

/**
 * Checks the types of all code cells together, as one module in the notebook's folder.
 *
 * @returns What the compiler has to say, with cells for line numbers, or `null` for nothing.
 */
export async function checkTypes(path: string): Promise<string | null> {
  const { text, places } = exportCode(await loadNotebook(path));
  const folder = dirname(resolve(path));
  const module = join(folder, `.${basename(path, ".ipynb")}.check.ts`);
  try {
    await Deno.writeTextFile(module, text);
    const complaint = await runCheck(module);
    return complaint && namePlaces(complaint, { module, path, places });
  } finally {
    await Deno.remove(module).catch(() => {});
  }
}

interface Place {
  readonly cell: number;
  /** The lines above its first. */
  readonly above: number;
}

/** Puts the code cells below each other; the empty statement ends what a cell leaves open. */
function exportCode({ cells }: Notebook): { text: string; places: readonly Place[] } {
  let text = "";
  const places: Place[] = [];
  for (const [i, cell] of cells.entries()) {
    if (cell.cell_type !== "code") continue;
    text += `; // cell ${i + 1}\n`;
    places.push({ cell: i + 1, above: text.split("\n").length - 1 });
    text += sourceOf(cell) + "\n";
  }
  return { text: `${text}export {};\n`, places };
}

async function runCheck(module: string): Promise<string | null> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", module],
    cwd: dirname(module),
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", RUST_BACKTRACE: "0" },
    stdin: "null",
  });
  const { success, stdout, stderr } = await command.output();
  if (success) return null;
  return [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("").trim();
}

function namePlaces(
  complaint: string,
  { module, path, places }: { module: string; path: string; places: readonly Place[] },
): string {
  const [before = "", ...rest] = complaint.split(pathToFileURL(module).href);
  return before + rest.map((part) => path + part.replace(/^:(\d+):(\d+)/, toCell)).join("");

  function toCell(_match: string, line: string, column: string): string {
    const { cell, above } = places.findLast(({ above }) => above < Number(line)) ??
      { cell: 0, above: 0 };
    return `, cell ${cell}, line ${Number(line) - above}, column ${column}`;
  }
}
