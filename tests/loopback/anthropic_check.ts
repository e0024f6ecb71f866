import { extra, invalid, modelNotFound, required, shouldBe } from "./anthropic_errors.ts";
import { checkMessages, checkTurns } from "./anthropic_messages.ts";
import { checkOutput, checkToolChoice, checkTools } from "./anthropic_shapes.ts";
import { checkPowers, sampling } from "./anthropic_withdrawn.ts";
import { powers } from "./families.ts";
import { type Accounts, isJson, type Json, type Problem } from "./wire.ts";

/** One parameter's check; `value` is undefined only where the parameter is required. */
type Check = (key: string, value: unknown, body: Json) => Problem | null;

/**
 * The first thing the Messages endpoint would refuse in a body, or null, in the endpoint's own order:
 * parameter by parameter, then unknown ones, then the order of the turns, then what the model and the
 * API version no longer take.
 */
export function checkBody(body: Json, accounts: Accounts, version: string): Problem | null {
  for (const key in checks) {
    const value = body[key];
    if (value === undefined && !needed.has(key)) continue;
    const found = checks[key]?.(key, value, body) ?? null;
    if (found !== null) return found;
  }
  const model = String(body.model);
  return unknown(body, version) ?? (accounts.exists(model) ? null : modelNotFound(model)) ??
    checkTurns(body.messages as readonly Json[], powers(model)) ?? // objects, says checkMessages
    checkPowers(body);
}

const needed = new Set(["model", "messages", "max_tokens"]);

/** API version 2026-10-21 took the sampling parameters out of the request altogether. */
function unknown(body: Json, version: string): Problem | null {
  for (const key in body) {
    const gone = version >= "2026-10-21" && sampling.includes(key);
    if (gone || !(key in checks)) return extra(key);
  }
  return null;
}

function model(key: string, value: unknown): Problem | null {
  if (value === undefined) return required(key);
  if (typeof value !== "string") return shouldBe(key, "a valid string");
  return value === "" ? invalid(`${key}: String should have at least 1 character`) : null;
}

function system(key: string, value: unknown): Problem | null {
  if (typeof value === "string") return null;
  if (!Array.isArray(value)) return shouldBe(key, "a valid array");
  const at = value.findIndex((block) => !isJson(block) || block.type !== "text");
  return at < 0 ? null : invalid(`${key}.${at}: Input does not match the expected shape.`);
}

function maxTokens(key: string, value: unknown): Problem | null {
  if (value === undefined) return required(key);
  if (!Number.isInteger(value)) return shouldBe(key, "a valid integer");
  return Number(value) < 0 ? invalid(`${key}: must be greater than or equal to 0`) : null;
}

function metadata(key: string, value: unknown): Problem | null {
  if (!isJson(value)) return invalid(`${key}: Input does not match the expected shape.`);
  const wrong = Object.keys(value).find((each) => each !== "user_id");
  if (wrong !== undefined) return extra(`${key}.${wrong}`);
  const user = value.user_id ?? "";
  return typeof user === "string" ? null : shouldBe(`${key}.user_id`, "a valid string");
}

function stops(key: string, value: unknown): Problem | null {
  if (!Array.isArray(value)) return shouldBe(key, "a valid array");
  const at = value.findIndex((each) => typeof each !== "string");
  return at < 0 ? null : shouldBe(`${key}.${at}`, "a valid string");
}

function share(key: string, value: unknown): Problem | null {
  if (typeof value !== "number") return shouldBe(key, "a valid number");
  return value >= 0 && value <= 1 ? null : invalid(`${key}: range: 0..1`);
}

function integer(key: string, value: unknown): Problem | null {
  return Number.isInteger(value) ? null : shouldBe(key, "a valid integer");
}

function string(key: string, value: unknown): Problem | null {
  return typeof value === "string" ? null : shouldBe(key, "a valid string");
}

function object(key: string, value: unknown): Problem | null {
  return isJson(value) ? null : shouldBe(key, "an object");
}

function among(...values: readonly string[]): Check {
  const list = values.map((value) => `'${value}'`).join(" or ");
  return (key, value) => values.includes(String(value)) ? null : shouldBe(key, list);
}

function stream(key: string, value: unknown): Problem | null {
  if (typeof value !== "boolean") return shouldBe(key, "a valid boolean");
  return value ? invalid("stream: The loopback service does not stream: send false") : null;
}

/** The parameters in the order they are checked. */
const checks: Readonly<Record<string, Check>> = {
  model,
  tool_choice: checkToolChoice,
  tools: checkTools,
  messages: checkMessages,
  system,
  thinking: object,
  output_config: checkOutput,
  cache_control: object,
  max_tokens: maxTokens,
  metadata,
  stop_sequences: stops,
  temperature: share,
  service_tier: among("auto", "standard_only"),
  top_k: integer,
  top_p: share,
  stream,
  container: () => null,
  inference_geo: string,
  speed: among("standard", "fast"),
  diagnostics: () => null,
};
