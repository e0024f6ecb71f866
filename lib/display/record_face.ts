import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";

/** What stands above a record, and below it. */
export interface RecordWords<Value> {
  readonly title: (value: Value) => string;
  /** What must be known of it, a sentence each. @default {nothing} */
  readonly notes?: (value: Value) => readonly string[];
  /** Members that are told otherwise. @default [] */
  readonly without?: readonly (keyof Value & string)[];
}

/** How many lines are shown of a record, and how wide a cell is at most. */
const [SHOWN, WIDEST] = [40, 60];

/** The face of a record: its members by the names that code has for them, one in another as `interval.low`. */
export function recordFace<Value extends object>(words: RecordWords<Value>): Face<Value> {
  const { title, notes = () => [], without = [] } = words;
  const cells = (value: Value) =>
    cellsOf(Object.entries(value).filter(([name]) => !without.some((one) => one === name)));
  return {
    text: (value) => {
      const all = cells(value);
      const lines = columns(all.slice(0, SHOWN)).map((line) => `  ${line}`);
      return [title(value), ...lines, ...rest(all), ...notes(value)].join("\n");
    },
    html: (value) => {
      const all = cells(value);
      const caption = [title(value), ...rest(all), ...notes(value)].join("; ");
      return table(["", ""], all.slice(0, SHOWN), { caption });
    },
  };
}

function rest(all: readonly unknown[]): string[] {
  return all.length > SHOWN ? [`… and ${all.length - SHOWN} more`] : [];
}

type Members = readonly (readonly [name: string, value: unknown])[];

function cellsOf(members: Members): string[][] {
  return members.flatMap(([name, value]) =>
    isRecord(value)
      ? cellsOf(Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one]))
      : value === undefined || typeof value === "function"
      ? []
      : [[name, cut(said(value), WIDEST)]]
  );
}

/** Whether a member is told by its own members: plain data is, a value with a face of its own is not. */
function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}

/** One member in words: numbers to six figures, of lists what is in them or how much. */
function said(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Map) return counted(value.size, "item");
  if (typeof value === "object" && !Array.isArray(value)) return value.constructor.name;
  if (!Array.isArray(value)) return String(value);
  const isShort = value.every((one) => typeof one !== "object" || one === null);
  return isShort && value.length <= 12
    ? value.length === 0 ? "none" : value.map(said).join(", ")
    : counted(value.length, "item");
}
