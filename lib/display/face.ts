import { type Chart } from "./chart.ts";
import { DATA_RESOURCE, type DataResource } from "./data_resource.ts";
import { plain } from "./escape.ts";

/** How a value shows itself: in text in the REPL, and in a notebook as HTML, with a picture. */
export interface Face<Value> {
  readonly text: (value: Value) => string;
  readonly html: (value: Value) => string;
  /** The picture, which is drawn for notebooks; null where there is nothing to draw. */
  readonly picture?: (value: Value) => Chart | null;
  /** The value as a table of data. */
  readonly data?: (value: Value) => DataResource;
}

/**
 * What a notebook shows of a value: plain text always, HTML always, with the picture inside, and tables as
 * data for its explorers.
 */
async function bundle<Value>(
  value: Value,
  { text, html, picture, data }: Face<Value>,
): Promise<Record<string, unknown>> {
  const drawn = await picture?.(value)?.svg() ?? "";
  return {
    ...(data === undefined ? {} : { [DATA_RESOURCE]: data(value) }),
    "text/html": drawn + html(value),
    "text/plain": plain(text(value)),
  };
}

/** Gives all values of a class their faces. */
export function attach<Value>(
  shown: { readonly prototype: Value & object },
  face: Face<Value>,
): void {
  define(shown.prototype, face);
}

/**
 * Gives one value faces of its own: a record, or a list. They are no part of its data: they are not in its
 * JSON, do not count when it is compared, and a copy of it has none.
 */
export function withFace<Value extends object>(value: Value, face: Face<Value>): Value {
  define(value, face);
  return value;
}

function define<Value>(on: object, face: Face<Value>): void {
  const add = (name: string, value: (this: Value) => unknown) =>
    Object.defineProperty(on, Symbol.for(name), { value, configurable: true });
  add("Jupyter.display", function () {
    return bundle(this, face);
  });
  add("Deno.customInspect", function () {
    return plain(face.text(this));
  });
}
