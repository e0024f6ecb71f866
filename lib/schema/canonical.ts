/**
 * The canonical JSON of a value (RFC 8785, JCS): members sorted by UTF-16 code units, numbers as
 * ECMAScript writes them, no white space. Equal values have equal texts, so the text can be hashed.
 * Members that are undefined are left out, as in `JSON.stringify`.
 *
 * @throws {TypeError} When the value holds what JSON cannot: NaN, an infinity, a function, a
 * bigint, a lone surrogate, undefined in a list, an object that is not plain (a `Date`, a `Map`), or
 * itself.
 *
 * @example
 * ```ts
 * import { canonical } from "./canonical.ts";
 *
 * if (canonical({ b: [1e21, 0.1], a: "é" }) !== '{"a":"é","b":[1e+21,0.1]}') throw new Error();
 * ```
 */
export function canonical(value: unknown): string {
  return write(value, []);
}

function write(value: unknown, parents: unknown[]): string {
  switch (typeof value) {
    case "string":
      return writeText(value);
    case "number":
      if (!Number.isFinite(value)) throw cannot(`${value} is not a JSON number`);
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return value === null ? "null" : writeNested(value, parents);
    case "undefined":
      throw cannot("undefined is not JSON");
    default:
      throw cannot(`a ${typeof value} is not JSON`);
  }
}

function writeText(text: string): string {
  if (!text.isWellFormed()) throw cannot("a text holds a lone surrogate");
  return JSON.stringify(text);
}

function writeNested(value: object, parents: unknown[]): string {
  if (parents.includes(value)) throw cannot("it contains itself");
  parents.push(value);
  const text = Array.isArray(value)
    ? `[${Array.from(value, (item) => write(item, parents)).join(",")}]`
    : writeMembers(value, parents);
  parents.pop();
  return text;
}

function writeMembers(value: object, parents: unknown[]): string {
  const kind: unknown = Object.getPrototypeOf(value)?.constructor;
  if (typeof kind === "function" && kind !== Object) throw cannot(`a ${kind.name} is not JSON`);
  let text = "";
  // JavaScript compares texts by UTF-16 code units, as the standard asks.
  for (const name of Object.keys(value).sort()) {
    // Any object can be asked for its own keys.
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${writeText(name)}:${write(member, parents)}`;
  }
  return `{${text}}`;
}

function cannot(reason: string): TypeError {
  return new TypeError(`Cannot write canonical JSON: ${reason}`);
}
