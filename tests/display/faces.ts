import assert from "node:assert/strict";

/** What a notebook is given of a value, by media type. */
export async function shown(value: object): Promise<Readonly<Record<string, string>>> {
  const face = Reflect.get(value, Symbol.for("Jupyter.display"));
  assert.ok(typeof face === "function", `${value.constructor.name} has no notebook face`);
  const bundle: unknown = await Reflect.apply(face, value, []);
  assert.ok(bundle !== null && typeof bundle === "object");
  return Object.fromEntries(
    Object.entries(bundle).map(([type, text]) => {
      assert.ok(typeof text === "string" && text !== "", `${type} is empty`);
      return [type, text];
    }),
  );
}

/** What the REPL shows of a value. */
export function inspected(value: object): string {
  const own = Reflect.get(value, Symbol.for("Deno.customInspect"));
  assert.ok(typeof own === "function", `${value.constructor.name} has no REPL face`);
  return Deno.inspect(value);
}
