/** What a scalar may look like without quotes: no other YAML reads it as anything but this text. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./+-]*(?::[A-Za-z0-9_./+-]+)*$/;
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const VERSION = /^\d+\.\d+\.\d+(?:-[A-Za-z0-9.]+)?$/;
const LINK =
  /^(?:https:\/\/)?[A-Za-z][A-Za-z0-9_./-]*#[A-Za-z0-9_-]+$|^https:\/\/[A-Za-z0-9_./-]+$/;
const WORDS = /^(?:true|false|null|yes|no|on|off)$/i;

/**
 * A value as YAML on one line: texts without quotes where nothing else could be read into them, lists and
 * mappings in flow style, everything else as JSON, which YAML holds.
 *
 * @example
 * ```ts
 * import { yamlValue } from "./yaml_value.ts";
 *
 * if (yamlValue(["haiku:0.50", "no"]) !== '[haiku:0.50, "no"]') throw new Error();
 * ```
 */
export function yamlValue(value: unknown): string {
  if (typeof value === "string") return isPlain(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${yamlKey(key)}: ${yamlValue(member)}`).join(", ")}}`;
}

/** A mapping as YAML, a line a key, the later ones after a line end and so many spaces. */
export function yamlLines(
  mapping: Readonly<Record<string, unknown>>,
  between: string,
): string {
  return Object.entries(mapping).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${yamlKey(key)}: ${yamlValue(value)}`).join(between);
}

function yamlKey(key: string): string {
  return isPlain(key) ? key : JSON.stringify(key);
}

function isPlain(text: string): boolean {
  if (STAMP.test(text) || VERSION.test(text) || LINK.test(text)) return true;
  return PLAIN.test(text) && !WORDS.test(text);
}
