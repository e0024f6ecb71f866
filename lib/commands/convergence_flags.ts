import { checkLine, type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { type Host } from "../host/host.ts";
import { type UntilOptions } from "../studies/until_options.ts";
import { numberOf, textOf, type Values } from "./flag.ts";

/** The flags that ask for the rule of batches by being there. */
const OF_BATCHES = [
  "convergence-check-every",
  "convergence-eps",
  "convergence-min-n",
  "convergence-m",
];

/** The flags that ask for answers to be followed. */
const ASKING = [
  ...OF_BATCHES,
  ...["auto-stop", "convergence-rule", "half-width", "convergence-log", "convergence-baseline"],
];

/** When the answers are enough, as the flags say; undefined where none asks. */
export function untilOf(values: Values): UntilOptions | undefined {
  const given = (name: string) => values[name] !== undefined;
  if (!ASKING.some(given)) return undefined;
  const said = textOf(values, "convergence-rule");
  const rule = said ?? (OF_BATCHES.some(given) ? "jsd-batch" : "precision");
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
