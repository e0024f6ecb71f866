import type * as z from "zod";

/**
 * Words one failed check as "must be …", with the value that was found. A message that a schema
 * gives itself is taken as it is.
 */
export function wording(issue: z.core.$ZodIssue, value: unknown): string {
  if (/^(must|has|is|names) /.test(issue.message)) return issue.message;
  const wanted = wantedOf(issue);
  return value === undefined
    ? `is missing: it must be ${wanted}`
    : `must be ${wanted}, not ${shown(value)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  nan: "not a number",
  number: "a number",
  object: "a mapping",
  record: "a mapping",
  string: "a text",
};

function wantedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1
        ? shown(issue.values[0])
        : `one of ${issue.values.map(shown).join(", ")}`;
    case "too_small":
      return sized(
        issue.origin,
        issue.inclusive === false ? "more than" : "at least",
        issue.minimum,
      );
    case "too_big":
      return sized(
        issue.origin,
        issue.inclusive === false ? "less than" : "at most",
        issue.maximum,
      );
    case "invalid_union":
      return "of another form";
    default:
      return `valid (${issue.message})`;
  }
}

function sized(origin: string, bound: string, size: number | bigint): string {
  if (origin === "array" || origin === "set") {
    return size === 1 && bound === "at least"
      ? "a list that is not empty"
      : `a list of ${bound} ${counted(size, "item")}`;
  }
  if (origin === "string") {
    return size === 1 && bound === "at least"
      ? "a text that is not empty"
      : `a text of ${bound} ${counted(size, "character")}`;
  }
  return `${bound} ${size}`;
}

function counted(size: number | bigint, noun: string): string {
  return `${size} ${noun}${Number(size) === 1 ? "" : "s"}`;
}

/** A value as it is shown in an error: short, in JSON. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : `a list of ${counted(value.length, "item")}`;
  }
  if (value !== null && typeof value === "object") return "a mapping";
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
