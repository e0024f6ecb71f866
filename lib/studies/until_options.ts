import { type Baseline } from "../benchmarks/baseline.ts";
import { type ConvergenceOptions } from "../analysis/convergence_options.ts";

/** How long a study goes on asking. */
export interface UntilOptions extends ConvergenceOptions {
  /** Whether nobody more is asked once the answers are enough; otherwise that is only told. @default true */
  readonly stop?: boolean | undefined;
  /** A human baseline, or its id, whose curve is told beside: how many people would have been enough. */
  readonly baseline?: Baseline | string | undefined;
}
