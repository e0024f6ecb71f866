import { JsonList } from "./json_list.ts";

/**
 * Data as a text of JSON in pieces that together are what `JSON.stringify()` makes of it. Lists that are made as
 * they are walked are written an item a piece, so that the text may be longer than any string.
 *
 * @example
 * ```ts
 * import { JsonList } from "./json_list.ts";
 * import { jsonPieces } from "./json_pieces.ts";
 *
 * const data = { name: "a", rows: new JsonList(() => [1, 2].values()) };
 * if ([...jsonPieces(data)].join("") !== '{"name":"a","rows":[1,2]}') throw new Error();
 * ```
 */
export function* jsonPieces(data: unknown): Generator<string> {
  if (data instanceof JsonList) yield* listPieces(data);
  else if (!holdsList(data)) yield JSON.stringify(data) ?? "null";
  else if (Array.isArray(data)) yield* listPieces(data);
  else yield* objectPieces(data);
}

function* listPieces(items: Iterable<unknown>): Generator<string> {
  let before = "[";
  for (const item of items) {
    if (holdsList(item)) {
      yield before;
      yield* jsonPieces(item);
    } else yield `${before}${JSON.stringify(item) ?? "null"}`;
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

function* objectPieces(data: object): Generator<string> {
  let before = "{";
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* jsonPieces(value);
    before = ",";
  }
  yield "}";
}

/** Whether a list that is made as it is walked stands somewhere in data. */
function holdsList(data: unknown): data is object {
  if (data === null || typeof data !== "object") return false;
  if (data instanceof JsonList) return true;
  if ("toJSON" in data) return false;
  return Object.values(data).some(holdsList);
}
