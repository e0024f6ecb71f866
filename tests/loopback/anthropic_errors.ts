import { type Fault, type RetryAfter, retryHeaders } from "./faults.ts";
import { promptTokens } from "./tokens.ts";
import type { Accepted, Json, Problem } from "./wire.ts";

/** An `invalid_request_error`; this provider says where in the message, not in a field. */
export function invalid(message: string): Problem {
  return problem(400, "invalid_request_error", message);
}

/** Something that must be there and is not. */
export function required(at: string): Problem {
  return invalid(`${at}: Field required`);
}

/** Something that is not in the schema of a request. */
export function extra(at: string): Problem {
  return invalid(`${at}: Extra inputs are not permitted`);
}

/** Something of the wrong type: `max_tokens: Input should be a valid integer`. */
export function shouldBe(at: string, what: string): Problem {
  return invalid(`${at}: Input should be ${what}`);
}

/** No key, or one that is not known; the words depend on the header it came in. */
export function unauthorised(header: "x-api-key" | "authorization" | null): Problem {
  const message = header === null
    ? "x-api-key header is required"
    : header === "x-api-key"
    ? "invalid x-api-key"
    : "Invalid bearer token";
  return problem(401, "authentication_error", message);
}

export function modelNotFound(model: string): Problem {
  return problem(404, "not_found_error", `model: ${model}`);
}

/** The problem a fault stands for. */
export function anthropicFault(
  fault: Extract<Fault, { kind: "status" | "overflow" }>,
  accepted: Accepted,
): Problem {
  if (fault.kind === "overflow") return overflow(fault.maximum ?? 200_000, accepted);
  const { status } = fault;
  if (status === 401) return unauthorised("x-api-key");
  if (status === 404) return modelNotFound(accepted.request.model);
  if (status === 429) return limited(fault);
  const [type, message] = statuses[status] ?? ["api_error", "Internal server error"];
  return { ...problem(status, type, message), headers: retryHeaders(fault.retryAfter) };
}

const statuses: Readonly<Record<number, readonly [string, string]>> = {
  400: [
    "invalid_request_error",
    "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
  ],
  403: [
    "permission_error",
    "Your API key does not have permission to use the specified resource.",
  ],
  408: ["timeout_error", "The request timed out while being processed."],
  409: ["invalid_request_error", "The request conflicts with another one."],
  413: ["request_too_large", "Request exceeds the maximum size"],
  503: ["api_error", "Service unavailable"],
  504: ["timeout_error", "The request timed out while being processed."],
  529: ["overloaded_error", "Overloaded"],
};

function overflow(maximum: number, accepted: Accepted): Problem {
  const sent = promptTokens(accepted.request);
  const counted = sent > maximum ? sent : maximum + sent;
  return invalid(`prompt is too long: ${counted} tokens > ${maximum} maximum`);
}

function limited(fault: Extract<Fault, { kind: "status" }>): Problem {
  const reason = fault.reason ?? "requests";
  if (reason === "quota") {
    const message = "You have reached your specified API usage limits.";
    const details = { error_code: "enforced_spend_limit_reached" };
    return { ...problem(429, "rate_limit_error", message, { details }) };
  }
  const [what, limit] = reason === "tokens" ? ["30,000 input tokens", 30_000] : ["50 requests", 50];
  const message = `This request would exceed the rate limit for your organization ` +
    `(00000000-0000-4000-8000-000000000000) of ${what} per minute. For details, refer to: ` +
    "https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. " +
    "Please reduce the prompt length or the maximum tokens requested, or try again later.";
  const spent = spentHeaders(
    reason === "tokens" ? "input-tokens" : "requests",
    limit,
    fault.retryAfter,
  );
  const headers = { ...spent, ...retryHeaders(fault.retryAfter) };
  return { ...problem(429, "rate_limit_error", message), headers };
}

function spentHeaders(name: string, limit: number, retry?: RetryAfter): Record<string, string> {
  return {
    [`anthropic-ratelimit-${name}-limit`]: String(limit),
    [`anthropic-ratelimit-${name}-remaining`]: "0",
    [`anthropic-ratelimit-${name}-reset`]: rfc3339(Date.now() + (retry?.ms ?? 1000)),
  };
}

/** A moment as RFC 3339 to the second, rounded up, as the reset headers write it. */
export function rfc3339(at: number): string {
  return `${new Date(Math.ceil(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

function problem(status: number, type: string, message: string, more: Json = {}): Problem {
  return { status, error: { type, message, ...more } };
}
