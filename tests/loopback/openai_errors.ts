import { type Fault, goDuration, type Reason, retryHeaders } from "./faults.ts";
import { promptTokens } from "./tokens.ts";
import type { Accepted, Problem } from "./wire.ts";

/** An `invalid_request_error`, the type of nearly every 400 and of all 401s and 404s. */
export function invalid(
  message: string,
  param: string | null = null,
  code: string | null = null,
): Problem {
  return problem(400, "invalid_request_error", message, { param, code });
}

export function invalidType(param: string, expected: string, value: unknown): Problem {
  const message = `Invalid type for '${param}': expected ${expected}, but got ${
    described(value)
  } instead.`;
  return invalid(message, param, "invalid_type");
}

export function missing(param: string): Problem {
  return invalid(`Missing required parameter: '${param}'.`, param, "missing_required_parameter");
}

export function unsupported(param: string, instead = ""): Problem {
  const message = `Unsupported parameter: '${param}' is not supported with this model.${instead}`;
  return invalid(message, param, "unsupported_parameter");
}

/** `Invalid value: 'x'. Supported values are: 'a', 'b', and 'c'.` */
export function notAmong(param: string, value: unknown, values: readonly string[]): Problem {
  const quoted = values.map((each) => `'${each}'`);
  const list = quoted.length < 2
    ? quoted.join("")
    : `${quoted.slice(0, -1).join(", ")}${quoted.length > 2 ? "," : ""} and ${quoted.at(-1)}`;
  return invalid(
    `Invalid value: '${value}'. Supported values are: ${list}.`,
    param,
    "invalid_value",
  );
}

/** What a value is, in the words of the error messages. */
export function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** No key, or one that is not known. */
export function unauthorised(key: string | null): Problem {
  if (key === null || key === "") return problem(401, "invalid_request_error", noKey);
  const shown = key.length > 8
    ? `${key.slice(0, 4)}${"*".repeat(key.length - 8)}${key.slice(-4)}`
    : key;
  const message =
    `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`;
  return problem(401, "invalid_request_error", message, { code: "invalid_api_key" });
}

const noKey =
  "You didn't provide an API key. You need to provide your API key in an Authorization " +
  "header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with " +
  "blank username) if you're accessing the API from your browser and are prompted for a username and " +
  "password. You can obtain an API key from https://platform.openai.com/account/api-keys.";

export function modelNotFound(model: string): Problem {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return problem(404, "invalid_request_error", message, { code: "model_not_found" });
}

/** The problem a fault stands for. */
export function openaiFault(
  fault: Extract<Fault, { kind: "status" | "overflow" }>,
  accepted: Accepted,
): Problem {
  if (fault.kind === "overflow") return overflow(fault.maximum ?? 128_000, accepted);
  const headers = retryHeaders(fault.retryAfter);
  if (fault.status === 429) {
    const ms = fault.retryAfter?.ms ?? 1000;
    return limited(fault.reason ?? "requests", accepted.request.model, ms, headers);
  }
  if (fault.status === 401) return unauthorised("sk-revoked-000000000000");
  if (fault.status === 404) return modelNotFound(accepted.request.model);
  const found = statuses[fault.status] ?? [
    "server_error",
    "The server had an error while processing your request. Sorry about that!",
    null,
  ];
  return { ...problem(fault.status, found[0], found[1], { code: found[2] }), headers };
}

const statuses: Readonly<Record<number, readonly [string, string, string | null]>> = {
  400: ["invalid_request_error", "Invalid request.", null],
  403: [
    "invalid_request_error",
    "Country, region, or territory not supported",
    "unsupported_country_region_territory",
  ],
  408: ["invalid_request_error", "Request timed out.", null],
  409: ["invalid_request_error", "The request conflicts with another one.", null],
  413: ["invalid_request_error", "The request body is too large.", null],
  503: [
    "service_unavailable_error",
    "Our servers are currently overloaded. Please try again later.",
    "server_is_overloaded",
  ],
};

function overflow(maximum: number, accepted: Accepted): Problem {
  const sent = promptTokens(accepted.request);
  const resulted = sent > maximum ? sent : maximum + sent;
  const message =
    `This model's maximum context length is ${maximum} tokens. However, your messages ` +
    `resulted in ${resulted} tokens. Please reduce the length of the messages.`;
  return invalid(message, "messages", "context_length_exceeded");
}

function limited(
  reason: Reason,
  model: string,
  ms: number,
  headers: Record<string, string>,
): Problem {
  if (reason === "quota") {
    const message =
      "You exceeded your current quota, please check your plan and billing details. " +
      "For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.";
    return problem(429, "insufficient_quota", message, { code: "insufficient_quota" });
  }
  const [per, limit] = reason === "tokens"
    ? ["tokens per min (TPM)", 30_000]
    : ["requests per min (RPM)", 500];
  const message = `Rate limit reached for ${model} in organization org-loopback on ${per}: Limit ` +
    `${limit}, Used ${limit}, Requested 1. Please try again in ${goDuration(ms)}. Visit ` +
    "https://platform.openai.com/account/rate-limits to learn more.";
  const spent = {
    [`x-ratelimit-limit-${reason}`]: String(limit),
    [`x-ratelimit-remaining-${reason}`]: "0",
    [`x-ratelimit-reset-${reason}`]: goDuration(ms),
  };
  const made = problem(429, reason, message, { code: "rate_limit_exceeded" });
  return { ...made, headers: { ...spent, ...headers } };
}

function problem(
  status: number,
  type: string,
  message: string,
  at: { readonly param?: string | null; readonly code?: string | null } = {},
): Problem {
  return { status, error: { message, type, param: at.param ?? null, code: at.code ?? null } };
}
