import type { ParsedNode } from "yaml";
import { InputError, type Issue } from "./input_error.ts";

/**
 * The same error with the line of each issue: where its key stands, or where it would stand inside when
 * it is missing.
 *
 * @param text The YAML or JSON that was read.
 *
 * @example
 * ```ts
 * import { InputError } from "./input_error.ts";
 * import { located } from "./located.ts";
 *
 * const error = new InputError("a.yaml", [{ path: "$.people[0].age", message: "must be a number" }]);
 * const { issues } = await located(error, "people:\n  - name: Maya\n    age: old\n");
 * if (issues[0]?.line !== 3) throw new Error();
 * ```
 */
export async function located(error: InputError, text: string): Promise<InputError> {
  if (error.issues.every(({ line }) => line !== undefined)) return error;
  // The parser that knows lines costs 45 ms to load, so it is loaded for an error only.
  const { LineCounter, parseDocument } = await import("yaml");
  const counter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: counter, logLevel: "silent" });
  const issues = error.issues.map((issue): Issue => {
    const place = contents === null || issue.line !== undefined
      ? undefined
      : placeOf(contents, stepsOf(issue.path));
    return place === undefined ? issue : { ...issue, line: counter.linePos(place).line };
  });
  return new InputError(error.what, issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}

type Step = string | number;

/** The steps of a path text: `$.rounds[1].name` is `["rounds", 1, "name"]`. */
function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  for (const [, key, index] of path.matchAll(/\.([A-Za-z_][\w-]*)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g)) {
    steps.push(key ?? JSON.parse(index ?? "null"));
  }
  return steps;
}

/** Where the last step that the text has is written. */
function placeOf(root: ParsedNode, steps: readonly Step[]): number {
  let place = root.range[0];
  let node: ParsedNode | null = root;
  for (const step of steps) {
    const child: Child | undefined = node === null ? undefined : childOf(node, step);
    if (child === undefined) break;
    ({ place, node } = child);
  }
  return place;
}

interface Child {
  readonly place: number;
  readonly node: ParsedNode | null;
}

function childOf(parent: ParsedNode, step: Step): Child | undefined {
  if (!("items" in parent)) return undefined;
  for (const [place, item] of parent.items.entries()) {
    if (!("key" in item)) {
      if (place === step) return { place: item.range[0], node: item };
    } else if ("value" in item.key && String(item.key.value) === step) {
      return { place: item.key.range[0], node: item.value };
    }
  }
  return undefined;
}
