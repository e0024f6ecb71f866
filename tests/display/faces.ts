import assert from "node:assert/strict";
import { type DataResource } from "../../lib/display/data_resource.ts";

/** The words and pictures that a notebook is given of a value, by media type. */
export async function shown(value: object): Promise<Readonly<Record<string, string>>> {
  return (await given(value)).texts;
}

/** What a notebook is given of a value: words and pictures by media type, and the table of data. */
export async function given(value: object): Promise<{
  readonly texts: Readonly<Record<string, string>>;
  readonly data: DataResource | undefined;
}> {
  const face = Reflect.get(value, Symbol.for("Jupyter.display"));
  assert.ok(typeof face === "function", `${value.constructor.name} has no notebook face`);
  const bundle: unknown = await Reflect.apply(face, value, []);
  assert.ok(bundle !== null && typeof bundle === "object");
  const { "application/vnd.dataresource+json": data, ...others } = bundle as Record<
    string,
    unknown
  >;
  const texts = Object.fromEntries(
    Object.entries(others).map(([type, text]) => {
      assert.ok(typeof text === "string" && text !== "", `${type} is empty`);
      return [type, text];
    }),
  );
  if (data === undefined) return { texts, data };
  // A kernel sends it as JSON.
  assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
  return { texts, data: data as DataResource };
}

/** What the REPL shows of a value. */
export function inspected(value: object): string {
  const own = Reflect.get(value, Symbol.for("Deno.customInspect"));
  assert.ok(typeof own === "function", `${value.constructor.name} has no REPL face`);
  return Deno.inspect(value);
}
