// The sources list what lies between two ends last: these belong in the middle.
const MIDDLE: ReadonlySet<string> = new Set([
  "about right",
  "depends",
  "depends on age/grade (vol.)",
  "somewhat strong (vol.)",
  "stay as is",
  "stayed same",
]);

// An option that has no place on the scale of the others.
const BESIDE = /^(leaving labor force|no answer|no class|other\b|r pays no|refused)/i;

const NOMINAL: ReadonlySet<string> = new Set(["FTE_WEATHER_HOW"]);

/**
 * The options in the order of their scale, and whether they have one. Two options lie on none: there is no
 * nearer and farther between them.
 */
export function scaleOf(key: string, options: readonly string[]) {
  const middle = options.length > 2 ? options.find((one) => MIDDLE.has(one)) : undefined;
  const [first = "", ...others] = options.filter((option) => option !== middle);
  return {
    options: middle === undefined ? options : [first, middle, ...others],
    ordered: options.length > 2 && !NOMINAL.has(key) && !options.some((one) => BESIDE.test(one)),
  };
}
