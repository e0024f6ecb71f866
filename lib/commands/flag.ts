import { duration } from "./duration.ts";

/** One flag of the command line: what it takes, and what it does. Help and checks are made from it. */
export interface Flag {
  /** The name, without dashes. */
  readonly name: string;
  /** A letter that stands for it, as in `-o`. @default {none} */
  readonly short?: string;
  /**
   * What it takes: nothing, a text, a number or a whole number from `min` to `max`, a number above 0, a
   * duration as in `30d`, which is read as seconds, or one of `choices`.
   */
  readonly takes: "nothing" | "text" | "number" | "whole" | "positive" | "duration" | "choice";
  /** Whether it may be given several times. @default false */
  readonly many?: boolean;
  /** The word for the value in help, as in `PATH`. */
  readonly value?: string;
  /** The least number. @default {0 for whole numbers, else none} */
  readonly min?: number;
  /** The greatest number. @default {none} */
  readonly max?: number;
  /** Whether an empty text is read like any other, and not refused as a missing one. @default false */
  readonly mayBeEmpty?: boolean;
  readonly choices?: readonly string[];
  /** The value where the flag is absent, in words. */
  readonly standard?: string;
  /** Whether its value may be the path of a file; `"made"` where it always is, and the run may make it. @default false */
  readonly file?: boolean | "made";
  /** What it does: a sentence without a full stop. */
  readonly help: string;
}

/** The values of the flags that were given, by name. */
export type Values = Readonly<Record<string, Value | readonly Value[] | undefined>>;

/** The value of a flag. */
export type Value = string | number | true;

/** The value of a flag that takes a text; undefined where it was not given. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return value === undefined ? undefined : String(value);
}

/** The value of a flag that takes a number; undefined where it was not given. */
export function numberOf(values: Values, name: string): number | undefined {
  const value = values[name];
  return value === undefined ? undefined : Number(value);
}

/** Every value of a flag that may be given several times, in the order given. */
export function textsOf(values: Values, name: string): string[] {
  return [values[name] ?? []].flat().map(String);
}

/**
 * Reads the value of a flag.
 *
 * @throws {UsageError} When the value is not of the kind the flag takes.
 */
export function readValue(flag: Flag, given: string | boolean): Value {
  const text = String(given).trim();
  switch (flag.takes) {
    case "nothing":
      return true;
    case "text":
      if (text === "" && !flag.mayBeEmpty) throw misused(flag, "a value that is not empty", text);
      return text;
    case "whole": {
      const number = Number(text);
      const [least, most] = [flag.min ?? 0, flag.max ?? Number.MAX_SAFE_INTEGER];
      if (/^\d+$/.test(text) && number >= least && number <= most) return number;
      const end = flag.max === undefined && !(number > most) ? "" : ` to ${most}`;
      throw misused(flag, `a whole number from ${least}${end}`, text);
    }
    case "number": {
      const number = Number(text);
      const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = flag;
      if (text !== "" && number >= min && number <= max) return number;
      const range = flag.max === undefined ? "" : ` from ${min} to ${max}`;
      throw misused(flag, `a number${range}`, text);
    }
    case "positive": {
      const number = Number(text);
      if (text !== "" && number > 0 && number <= (flag.max ?? Number.MAX_VALUE)) return number;
      const end = flag.max === undefined ? "" : `, ${flag.max} at most`;
      throw misused(flag, `a number above 0${end}`, text);
    }
    case "duration": {
      const seconds = duration(text);
      if (seconds !== undefined) return seconds;
      throw misused(flag, "a duration as in 30d (m minutes, h hours, d days, w weeks)", text);
    }
    case "choice":
      if (flag.choices?.includes(text)) return text;
      throw misused(flag, `one of ${flag.choices?.join(", ")}`, text);
  }
}

/** A command line that cannot be understood; the program ends with code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

function misused({ name }: Flag, wanted: string, given: string): UsageError {
  return new UsageError(`Cannot use --${name} "${given}": it takes ${wanted}`);
}
