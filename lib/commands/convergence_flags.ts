import { checkLine, type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { type Host } from "../host/host.ts";
import { type UntilOptions } from "../studies/until_options.ts";
import { numberOf, textOf, UsageError, type Values } from "./flag.ts";

/** The flags that only the rule of batches has. */
const STRICTLY_OF_BATCHES = ["convergence-eps", "convergence-min-n", "convergence-m"];

/** The flags that ask for the rule of batches by being there. */
const OF_BATCHES = ["convergence-check-every", ...STRICTLY_OF_BATCHES];

/** The flags that ask for answers to be followed. */
const ASKING = [
  ...OF_BATCHES,
  ...["auto-stop", "convergence-rule", "half-width", "convergence-log", "convergence-baseline"],
];

/**
 * When the answers are enough, as the flags say; undefined where none asks.
 *
 * @throws {Error} When a flag is of the other rule.
 * @throws {UsageError} When the half width is no share below one half.
 */
export function untilOf(values: Values): UntilOptions | undefined {
  const given = (name: string) => values[name] !== undefined;
  if (!ASKING.some(given)) return undefined;
  const said = textOf(values, "convergence-rule");
  const asking = OF_BATCHES.find(given);
  const rule = said ?? (asking === undefined ? "precision" : "jsd-batch");
  checkRule(values, rule, said === undefined ? asking : undefined);
  return {
    // The table of flags allows no other word.
    rule: rule as UntilOptions["rule"],
    every: numberOf(values, "convergence-check-every"),
    epsilon: numberOf(values, "convergence-eps"),
    minimum: numberOf(values, "convergence-min-n"),
    streak: numberOf(values, "convergence-m"),
    halfWidth: numberOf(values, "half-width"),
    stop: given("auto-stop"),
    baseline: textOf(values, "convergence-baseline"),
  };
}

/** Refuses flags of the other rule, by their own names. */
function checkRule(values: Values, rule: string, asking: string | undefined): void {
  const given = (name: string) => values[name] !== undefined;
  const stray = rule === "precision" ? STRICTLY_OF_BATCHES.find(given) : undefined;
  if (stray !== undefined) {
    throw new Error(`Cannot use --${stray} with the rule precision: it is of jsd-batch`);
  }
  const width = numberOf(values, "half-width");
  if (width === undefined) return;
  if (rule === "jsd-batch") {
    const why = asking === undefined
      ? ""
      : `, which --${asking} asks for unless --convergence-rule says precision`;
    throw new Error(`Cannot use --half-width with the rule jsd-batch${why}`);
  }
  if (width >= 0.5) {
    throw new UsageError(
      `Cannot use --half-width "${width}": it takes a number above 0 and below 0.5`,
    );
  }
}

/**
 * Writes each check as a line: to the file that is named, or to standard error.
 *
 * @throws {Error} When the file cannot be written, before anything is asked.
 */
export function checkLog(values: Values, host: Host): (check: ConvergenceCheck) => void {
  const path = textOf(values, "convergence-log");
  const write = path === undefined
    ? (line: string) => host.terminal.err(line)
    : (line: string) => host.files.appendText(path, line);
  if (path !== undefined) write("");
  return (check) => write(`${checkLine(check)}\n`);
}
