import { type Issue } from "./input_error.ts";
import { pathText } from "./read.ts";

// Where it is written with escapes, they are looked at too.
const WRITTEN = /__proto__|\\[ux]/i;

/**
 * The members of plain data that are called `__proto__`, which would be lost on the way: under this name an
 * assignment makes no member, and checks leave it out.
 *
 * @param text What the data was read from, which tells at once that there is none. @default {the data is looked at}
 *
 * @example
 * ```ts
 * import { protoNames } from "./proto_names.ts";
 *
 * const [issue] = protoNames(JSON.parse('[{ "a": { "__proto__": 1 } }]'));
 * if (issue?.path !== "$[0].a.__proto__") throw new Error();
 * ```
 */
export function protoNames(data: unknown, text?: string): Issue[] {
  if (text !== undefined && !WRITTEN.test(text)) return [];
  // Without recursion: data may be nested more deeply than calls.
  const found: Issue[] = [];
  const seen = new Set<object>();
  const waiting: Place[] = [{ value: data }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value } = place;
    if (value === null || typeof value !== "object" || seen.has(value)) continue;
    seen.add(value);
    for (const [step, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      if (step === "__proto__") {
        found.push({ path: pathText([...stepsTo(place), step]), message: REFUSED });
      }
      waiting.push({ value: member, step, within: place });
    }
  }
  return found.reverse();
}

const REFUSED = "is a name that cannot be kept: call it otherwise";

/** A value, and where it stands. */
interface Place {
  readonly value: unknown;
  readonly step?: string | number;
  readonly within?: Place;
}

function stepsTo({ step, within }: Place): (string | number)[] {
  const steps: (string | number)[] = [];
  let [next, above] = [step, within];
  while (next !== undefined) {
    steps.unshift(next);
    [next, above] = [above?.step, above?.within];
  }
  return steps;
}
