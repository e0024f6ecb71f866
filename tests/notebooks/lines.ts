import type { Cell } from "./notebook.ts";
import type { Output } from "./outputs.ts";

// Where Python's `str.splitlines()` ends a line.
// deno-lint-ignore no-control-regex
const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;
const SPLIT_TYPES = /^(text\/.*|application\/javascript|image\/svg\+xml)$/;

/** Splits a text into lines that keep their ends, as nbformat stores it. */
export function splitLines(text: string): string[] {
  return (text.match(LINE) ?? []).filter((line) => line !== "");
}

/** Splits the text in an output into lines; images and JSON stay whole. */
export function splitOutput(output: Output): NonNullable<Cell["outputs"]>[number] {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "display_data":
    case "execute_result":
      return { ...output, data: Object.fromEntries(Object.entries(output.data).map(splitEntry)) };
    case "error":
      return { ...output };
  }
}

function splitEntry([type, value]: [string, unknown]): [string, unknown] {
  return [type, SPLIT_TYPES.test(type) && typeof value === "string" ? splitLines(value) : value];
}
