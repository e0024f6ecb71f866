import { type Interval } from "./wilson.ts";

/** What a skill is made of. */
export interface SkillOptions {
  /** The panel's divergence from the humans, corrected for sampling. */
  readonly corrected: number;
  /** The divergence of a respondent who picks any option alike, corrected for the sampling of the humans. */
  readonly uniform: number;
  /** What chance alone makes of a panel of this size in 95 of 100 cases. */
  readonly floor95: number;
  /** The interval of the panel's divergence. */
  readonly interval: Interval;
}

/** How much better than picking any option alike a panel is. */
export interface Skill {
  /**
   * 1 for the humans themselves, 0 for the uniform respondent, below 0 for worse; null when undefined. Above 1
   * where the corrected divergence is below 0, and then above its interval too.
   */
  readonly value: number | null;
  /** Its interval; null when undefined. */
  readonly interval: Interval | null;
  /** Why it is undefined; null when it is not. */
  readonly reason: string | null;
}

/**
 * The skill of a panel, 1 − JSD/JSD of the uniform respondent, both corrected for sampling: with plug-in
 * divergences a perfect panel of 50 would score only .83. Where people are spread so evenly that a panel
 * of this size could not tell them from the uniform respondent there is nothing to be skilled at, and the
 * skill is null.
 *
 * @param given The divergences, the floor and the interval.
 *
 * @example
 * ```ts
 * import { skill } from "../../mod.ts";
 *
 * const interval = { low: 0.01, high: 0.08 };
 * const { value } = skill({ corrected: 0.04, uniform: 0.16, floor95: 0.01, interval });
 * if (value !== 0.75) throw new Error(`${value}`);
 * ```
 */
export function skill({ corrected, uniform, floor95, interval }: SkillOptions): Skill {
  if (!(uniform > floor95)) {
    return {
      value: null,
      interval: null,
      reason: "the humans cannot be told from the uniform respondent at this size",
    };
  }
  return {
    value: 1 - corrected / uniform,
    interval: { low: 1 - interval.high / uniform, high: 1 - interval.low / uniform },
    reason: null,
  };
}
