import * as z from "zod";

const record = z.record(z.string(), z.json());
const notebook = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int(),
  metadata: record.default({}),
  cells: z.array(z.looseObject({
    cell_type: z.enum(["code", "markdown", "raw"]),
    id: z.string().optional(),
    metadata: record.default({}),
    source: z.union([z.string(), z.array(z.string())]),
    outputs: z.array(z.looseObject({ output_type: z.string() })).optional(),
  })),
});

/** A notebook in nbformat 4. */
export type Notebook = Readonly<z.infer<typeof notebook>>;

/** A cell of a notebook; a code cell has outputs. */
export type Cell = Readonly<Notebook["cells"][number]>;

/** Reads a notebook file; throws one sentence when there is none to read. */
export async function loadNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await loadText(path), `"${path}"`);
}

/** Reads a text file; throws one sentence when there is none to read. */
export async function loadText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such file" : `${cause}`;
    throw new Error(`Cannot read "${path}": ${why}`, { cause });
  }
}

/** Reads the text of a notebook file; throws one sentence when it is none. */
export function parseNotebook(text: string, what = "the notebook"): Notebook {
  const { success, data, error } = notebook.safeParse(parseJson(text, what));
  if (success) return data;
  const issues = error.issues.map(({ path, message }) => `${["$", ...path].join(".")}: ${message}`);
  throw new TypeError(`Cannot read ${what}: it is not in nbformat 4 (${issues.join("; ")})`);
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`Cannot read ${what}: it is not JSON`, { cause });
  }
}

/** Writes a notebook as nbformat does: sorted keys, an indent of one space, a last newline. */
export function stringifyNotebook(notebook: Notebook): string {
  return JSON.stringify(notebook, sortKeys, 1) + "\n";
}

/** For `JSON.stringify()`: gives objects with their keys in order. */
export function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}

/** The source of a cell as one text. */
export function sourceOf({ source }: Cell): string {
  return typeof source === "string" ? source : source.join("");
}
