import { invalid } from "./anthropic_errors.ts";
import { type Powers, powers } from "./families.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** The parameters newer models, and API version 2026-10-21, no longer take. */
export const sampling: readonly string[] = ["temperature", "top_p", "top_k"];

/** What a model refuses although a request may say it. */
export function checkPowers(body: Json): Problem | null {
  const takes = powers(String(body.model));
  return toolChoice(body, takes) ?? thinking(body, takes) ?? effort(body, takes) ??
    warmth(body, takes);
}

function toolChoice(body: Json, takes: Powers): Problem | null {
  const choice = isJson(body.tool_choice) ? body.tool_choice.type : undefined;
  if (choice !== "any" && choice !== "tool") return null;
  if (!takes.forcedTools) {
    return invalid('tool_choice: type "tool" and "any" are not supported for this model.');
  }
  if (!isJson(body.thinking) || body.thinking.type !== "enabled") return null;
  return invalid("Thinking may not be enabled when tool_choice forces tool use.");
}

function thinking(body: Json, takes: Powers): Problem | null {
  if (!isJson(body.thinking)) return null;
  const { type, budget_tokens: budget } = body.thinking;
  const gone = (type === "enabled" && !takes.budget) || (type === "disabled" && !takes.forcedTools);
  if (gone) {
    return invalid(
      `"thinking.type.${type}" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.`,
    );
  }
  if (type !== "enabled") return null;
  if (budget === undefined) return invalid("thinking.enabled.budget_tokens: Field required");
  if (Number(budget) < 1024) {
    return invalid(
      "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
    );
  }
  if (Number(body.max_tokens) > Number(budget)) return null;
  return invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
}

function effort(body: Json, takes: Powers): Problem | null {
  const given = isJson(body.output_config) ? body.output_config.effort ?? null : null;
  if (given === null || takes.effort) return null;
  return invalid("This model does not support the effort parameter.");
}

function warmth(body: Json, takes: Powers): Problem | null {
  const found = takes.sampling ? undefined : sampling.find((key) => key in body);
  return found === undefined ? null : invalid(`\`${found}\` is deprecated for this model.`);
}
