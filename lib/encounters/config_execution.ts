import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { opt, whole } from "./config_values.ts";
import { type Rules } from "./rules.ts";

const RULES = {
  enforce_subset_of_choice_set: opt(z.boolean()),
  max_evals_per_panelist_per_t: opt(whole(0)),
  allow_empty: opt(z.boolean()),
  keep_strategy: opt(z.literal("keep_first")),
};

/** The form of `execution`: the rules under `rules`, or beside each other. */
export const executionForm = strict({ rules: opt(strict(RULES)), ...RULES })
  .superRefine((given, context) => {
    const beside = Object.keys(RULES).find((key) => given[key as keyof typeof RULES] !== undefined);
    if (given.rules === undefined || beside === undefined) return;
    const message = 'is beside "rules": the rules stand in one place or in the other';
    context.addIssue({ code: "custom", path: [beside], message });
  });

/** The rules of a file. */
export function rulesOf(given: z.infer<typeof executionForm> | undefined): Rules {
  if (given === undefined) return {};
  const rules = given.rules ?? given;
  return {
    max: rules.max_evals_per_panelist_per_t,
    allowEmpty: rules.allow_empty,
    enforceSubset: rules.enforce_subset_of_choice_set,
    keep: rules.keep_strategy,
  };
}
