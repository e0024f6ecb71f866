const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * A duration in seconds, written as a number and a unit: `m` minutes, `h` hours, `d` days, `w` weeks;
 * undefined where the text is none.
 *
 * @example
 * ```ts
 * import { duration } from "./duration.ts";
 *
 * if (duration("1.5d") !== 129_600 || duration("7") !== undefined) throw new Error();
 * ```
 */
export function duration(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(text) ?? [];
  const seconds = SECONDS[unit];
  return seconds === undefined ? undefined : Number(number) * seconds;
}
