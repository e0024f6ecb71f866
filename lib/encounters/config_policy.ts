import { type Issue } from "../schema/input_error.ts";
import { type ConfigData } from "./config_form.ts";
import { manual, type ManualOptions } from "./manual.ts";
import { type Policy } from "./policy.ts";
import { randomAssignment, type RandomAssignmentOptions } from "./random_assignment.ts";
import { type Schedule } from "./schedule.ts";
import { type ScheduleOptions } from "./schedule_file.ts";
import { selfSelection, type SelfSelectionOptions } from "./self_selection.ts";

/** Who meets what, as a file says it. */
export type PolicyChoice =
  | { readonly name: "random"; readonly options: RandomAssignmentOptions }
  | { readonly name: "self_selection"; readonly options: SelfSelectionOptions }
  | {
    readonly name: "manual";
    /** The path of the schedule. */
    readonly path: string;
    readonly schedule: ScheduleOptions;
    readonly options: ManualOptions;
  };

type Given = ConfigData["policy"];

/** The policy of a file, as far as it is known without its schedule. */
export function policyChoice(given: Given): PolicyChoice {
  if (given.name === "random") {
    return {
      name: "random",
      options: {
        evaluations: given.evals_per_period,
        mode: given.random_mode,
        probabilities: given.product_probs,
        carryover: given.carryover,
      },
    };
  }
  if (given.name === "self_selection") {
    return {
      name: "self_selection",
      options: {
        show: given.choice_set_size,
        order: given.order,
        allowEmpty: given.allow_empty_selection,
      },
    };
  }
  return { name: "manual", ...manualOf(given.manual) };
}

function manualOf(given: Given["manual"]) {
  return {
    // The form has refused the policy "manual" without them.
    path: given?.path ?? "",
    schedule: {
      format: given?.format ?? "csv_long",
      panelistColumn: given?.panelist_id_col,
      productColumn: given?.product_id_col,
      periodColumn: given?.t_col,
      defaultPeriod: given?.default_t,
    },
    options: { onUnknown: given?.on_unknown, allowMissing: given?.allow_missing },
  };
}

/**
 * The policy that a file chose.
 *
 * @param schedule What was read from the file's schedule; only `manual` needs it.
 */
export function policyFrom(choice: PolicyChoice, schedule: Schedule | null): Policy {
  if (choice.name === "random") return randomAssignment(choice.options);
  if (choice.name === "self_selection") return selfSelection(choice.options);
  return manual(schedule ?? [], choice.options);
}

/** What does not go together in a policy. */
export function policyIssues(choice: PolicyChoice): Issue[] {
  try {
    policyFrom(choice, null);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `is not possible: ${error.message.replace(/^.*?: /, "")}`;
    return [{ path: "$.policy", message }];
  }
}

const BELONGS: Readonly<Record<string, Given["name"]>> = {
  evals_per_period: "random",
  random_mode: "random",
  product_probs: "random",
  carryover: "random",
  choice_set_size: "self_selection",
  allow_empty_selection: "self_selection",
  order: "self_selection",
  manual: "manual",
};

/** Sentences on keys that belong to another policy than the one chosen. */
export function idleKeys(given: Given): string[] {
  return Object.entries(given)
    .filter(([key, value]) => value !== undefined && key in BELONGS && BELONGS[key] !== given.name)
    .map(([key]) =>
      `policy.${key} has no effect: it is for the policy "${
        BELONGS[key]
      }", and this is "${given.name}"`
    );
}
