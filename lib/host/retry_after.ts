const HEADERS = [
  "retry-after",
  "x-ratelimit-reset-requests",
  "x-ratelimit-reset-tokens",
  "x-ratelimit-reset",
  "anthropic-ratelimit-requests-reset",
  "anthropic-ratelimit-tokens-reset",
];
// There are others of this family, such as input-tokens and output-tokens.
const ANTHROPIC = /^anthropic-.+-reset$/;

/**
 * How many seconds a provider asks to wait, from the headers of its reply: `retry-after-ms`,
 * `retry-after`, then the reset headers of the families. A value is a number of seconds, a duration
 * such as `6m0s` or `120ms`, a Unix time, an HTTP date or an RFC 3339 time; a moment that has passed is
 * 0. Undefined when none is readable.
 *
 * @param now The present, in milliseconds since 1970.
 *
 * @example
 * ```ts
 * import { retryAfter } from "./retry_after.ts";
 *
 * if (retryAfter(new Headers({ "retry-after": "2.5" }), 0) !== 2.5) throw new Error();
 * ```
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const milliseconds = numberOf(headers.get("retry-after-ms") ?? "");
  if (milliseconds !== undefined) return Math.max(0, milliseconds / 1000);
  const others = [...headers.keys()].filter((name) => ANTHROPIC.test(name));
  for (const name of [...HEADERS, ...others]) {
    const seconds = secondsOf(headers.get(name)?.trim() ?? "", now);
    if (seconds !== undefined) return Math.max(0, seconds);
  }
  return undefined;
}

// The runtime's own reading of dates takes "in 5 minutes" for the month of May.
const DATE = /^(\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2,8}, ?\d)/i;
// The third form of an HTTP date (RFC 9110, 5.6.7), as C's asctime writes it; it is in UTC and does not
// say so.
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

function secondsOf(value: string, now: number): number | undefined {
  const seconds = numberOf(value);
  // A number beyond a year is a Unix time, in seconds or milliseconds, not a duration.
  if (seconds !== undefined && seconds > 1e11) return (seconds - now) / 1000;
  if (seconds !== undefined && seconds > 3.2e7) return seconds - now / 1000;
  if (seconds !== undefined) return seconds;
  if (/^-?(\d+(\.\d+)?(ms|s|m|h))+$/.test(value)) return duration(value);
  const time = ASCTIME.test(value)
    ? Date.parse(`${value} GMT`)
    : DATE.test(value)
    ? Date.parse(value)
    : NaN;
  return Number.isNaN(time) ? undefined : (time - now) / 1000;
}

function numberOf(value: string): number | undefined {
  const number = value.trim() === "" ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function duration(value: string): number {
  const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  let total = 0;
  for (const [, amount, name] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (unit[name ?? ""] ?? 0);
  }
  return value.startsWith("-") ? -total : total;
}
