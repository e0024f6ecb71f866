import { reasons } from "./families.ts";
import {
  invalid,
  invalidType,
  missing,
  modelNotFound,
  notAmong,
  unsupported,
} from "./openai_errors.ts";
import { checkContents, checkMessages } from "./openai_messages.ts";
import { checkFormat, checkSchemas, checkToolChoice, checkTools } from "./openai_shapes.ts";
import type { Accounts, Json, Problem } from "./wire.ts";

/** One parameter's check: the parameter's name, its value (never null), the whole body. */
type Check = (key: string, value: unknown, body: Json) => Problem | null;

/**
 * The first thing the Chat Completions endpoint would refuse in a body, or null. The order is the
 * endpoint's own: the model, the messages' presence, unknown parameters, types and ranges parameter by
 * parameter, what the model does not support, contents, schemas. `strict` is off on the paths of other
 * vendors, whose compatible endpoints take more parameters and translate the rest.
 */
export function checkBody(body: Json, accounts: Accounts, strict: boolean): Problem | null {
  if (typeof body.model !== "string" || body.model === "") {
    return invalid("you must provide a model parameter");
  }
  if (!("messages" in body)) return missing("messages");
  if (!accounts.exists(body.model)) return modelNotFound(body.model);
  return (strict ? unknown(body) : null) ?? types(body, strict) ??
    (strict && reasons(body.model) ? refused(body) : null) ??
    checkContents(body.messages as readonly Json[]) ?? // objects, says checkMessages
    checkSchemas(body);
}

function unknown(body: Json): Problem | null {
  for (const key in body) {
    if (key === "model" || key in checks || others.has(key)) continue;
    return invalid(`Unknown parameter: '${key}'.`, key, "unknown_parameter");
  }
  return null;
}

function types(body: Json, strict: boolean): Problem | null {
  const limited = strict && reasons(String(body.model));
  for (const key in checks) {
    const value = body[key];
    if (value === undefined || (value === null && key !== "messages")) continue;
    const fault = limited && key in always ? unsupported(key, always[key]) : null;
    const found = fault ?? checks[key]?.(key, value, body) ?? null;
    if (found !== null) return found;
  }
  return null;
}

/** Refused by reasoning models whatever the value. */
const always: Readonly<Record<string, string>> = {
  stop: "",
  max_tokens: " Use 'max_completion_tokens' instead.",
  logit_bias: "",
  prediction: "",
};

/** Refused while the model reasons; `reasoning_effort: "none"` lifts it. */
function refused(body: Json): Problem | null {
  if (body.reasoning_effort === "none") return null;
  const warm = body.temperature;
  if (typeof warm === "number" && warm !== 1) {
    const message =
      `Unsupported value: 'temperature' does not support ${warm} with this model. Only the default (1) value is supported.`;
    return invalid(message, "temperature", "unsupported_value");
  }
  if (typeof body.top_p === "number" && body.top_p !== 1) return unsupported("top_p");
  for (const key of ["presence_penalty", "frequency_penalty"]) {
    if (typeof body[key] === "number" && body[key] !== 0) return unsupported(key);
  }
  return body.logprobs === true ? unsupported("logprobs") : null;
}

function boolean(key: string, value: unknown): Problem | null {
  return typeof value === "boolean" ? null : invalidType(key, "a boolean", value);
}

function string(key: string, value: unknown): Problem | null {
  return typeof value === "string" ? null : invalidType(key, "a string", value);
}

function object(key: string, value: unknown): Problem | null {
  const fits = typeof value === "object" && !Array.isArray(value);
  return fits ? null : invalidType(key, "an object", value);
}

function integer(least: number, most = Infinity): Check {
  return (key, value) => {
    if (!Number.isInteger(value)) return invalidType(key, "an integer", value);
    return range(key, Number(value), "integer", [least, most]);
  };
}

function decimal(least: number, most: number): Check {
  return (key, value) => {
    if (typeof value !== "number") return invalidType(key, "a decimal", value);
    return range(key, value, "decimal", [least, most]);
  };
}

function range(
  key: string,
  value: number,
  kind: string,
  [least, most]: readonly [number, number],
): Problem | null {
  if (value >= least && value <= most) return null;
  const [side, word, sign, bound] = value < least
    ? ["below", "min", ">=", least]
    : ["above", "max", "<=", most];
  const message = `Invalid '${key}': ${kind} ${side} ${word}imum value. Expected a value ${sign} ` +
    `${bound}, but got ${value} instead.`;
  return invalid(message, key, `${kind}_${side}_${word}_value`);
}

function among(...values: readonly string[]): Check {
  return (key, value) => values.includes(String(value)) ? null : notAmong(key, value, values);
}

function choices(key: string, value: unknown, body: Json): Problem | null {
  return integer(1, reasons(String(body.model)) ? 8 : 128)(key, value, body);
}

function stream(key: string, value: unknown): Problem | null {
  const wrong = boolean(key, value);
  if (wrong !== null || value === false) return wrong;
  return invalid("The loopback service does not stream: send 'stream': false.", key, "loopback");
}

/** The parameters in the order they are checked. */
const checks: Readonly<Record<string, Check>> = {
  messages: checkMessages,
  tools: checkTools,
  tool_choice: checkToolChoice,
  parallel_tool_calls: boolean,
  max_completion_tokens: integer(1),
  n: choices,
  stop: () => null,
  max_tokens: integer(1),
  temperature: decimal(0, 2),
  top_p: decimal(0, 1),
  presence_penalty: decimal(-2, 2),
  frequency_penalty: decimal(-2, 2),
  logit_bias: object,
  logprobs: boolean,
  top_logprobs: integer(0, 20),
  user: string,
  seed: integer(-Infinity),
  safety_identifier: string,
  prompt_cache_key: string,
  service_tier: among("auto", "default", "fast", "flex", "priority"),
  stream,
  store: boolean,
  metadata: object,
  prediction: object,
  response_format: checkFormat,
  verbosity: among("low", "medium", "high"),
};

/** Parameters that are known and not looked at. */
const others = new Set([
  "functions",
  "function_call",
  "moderation",
  "prompt_cache_options",
  "prompt_cache_retention",
  "reasoning_effort",
  "stream_options",
]);
