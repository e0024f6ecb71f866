import { parseBaselineId } from "../benchmarks/baseline_id.ts";
import { isMadeUp, SUBMITTED_DATASETS } from "../benchmarks/submission.ts";
import { type Host } from "../host/host.ts";
import { type Panelist } from "../studies/panelists.ts";
import { textOf, UsageError, type Values } from "./flag.ts";

/**
 * Refuses flags of submitting that make no sense as they are, before anything is asked or sent.
 *
 * @throws {Error} When there is nothing to agree to.
 * @throws {UsageError} When there could be nothing to submit, or no key to submit it with.
 */
export function checkSubmitting(values: Values, host: Host): void {
  const [submit, show] = [values["submit-to-synthbench"], values["submit-dry-run"]];
  const flag = show === undefined ? "submit-to-synthbench" : "submit-dry-run";
  if (values.yes !== undefined && submit === undefined) {
    throw new Error("Cannot use --yes without --submit-to-synthbench: nothing else is agreed to");
  }
  if (submit === undefined && show === undefined) return;
  const against = textOf(values, "calibrate-against");
  if (against === undefined) {
    throw new UsageError(
      `Cannot use --${flag} without --calibrate-against: only a panel that is compared with people ` +
        "has something to submit",
    );
  }
  const { dataset } = parseBaselineId(against);
  if (!SUBMITTED_DATASETS.includes(dataset)) {
    throw new UsageError(
      `Cannot use --${flag} with "${against}": SynthBench takes ${
        SUBMITTED_DATASETS.join(" and ")
      }`,
    );
  }
  if (show === undefined && !host.env("SYNTHBENCH_API_KEY")?.trim()) {
    throw new UsageError(
      "Cannot use --submit-to-synthbench: SYNTHBENCH_API_KEY is not set (synthbench.org/account has keys)",
    );
  }
}

/**
 * Refuses to submit a panel of which somebody is made up, before anything is asked.
 *
 * @throws {UsageError} With the first such model.
 */
export function checkSubmittable(panelists: readonly Panelist[], values: Values): void {
  const flag = ["submit-to-synthbench", "submit-dry-run"].find((name) =>
    values[name] !== undefined
  );
  if (flag === undefined) return;
  for (const { models } of panelists) {
    const found = models.find(({ model }) => isMadeUp(model));
    if (found === undefined) continue;
    throw new UsageError(
      `Cannot use --${flag} with "${found.name}": what it answers is made up, and no finding`,
    );
  }
}
