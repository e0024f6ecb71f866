import { withoutKey } from "../host/without_key.ts";

/** Names under which a secret stands; `max_tokens` and `api_key_env` are none. */
const SECRET = /(^|[_-])(api[_-]?key|key|token|secret|password|authorization|credentials?)$/i;

/**
 * Data with `[key]` in place of everything secret: a text under the name of a secret or in `headers`, however
 * short; where it is no ordinary word, wherever else it stands; and whatever looks like a key.
 *
 * @example
 * ```ts
 * import { masked } from "./masked.ts";
 *
 * const text = JSON.stringify(masked({ api_key: "hunter-22", note: "with hunter-22" }));
 * if (text !== '{"api_key":"[key]","note":"with [key]"}') throw new Error(text);
 * ```
 */
export function masked(data: unknown): unknown {
  const secrets = [...secretsIn(data, false)];
  return copied(
    data,
    (text) => secrets.reduce((rest, secret) => withoutKey(rest, secret), withoutKey(text)),
    false,
  );
}

function* secretsIn(value: unknown, isSecret: boolean): Generator<string> {
  if (typeof value === "string") {
    if (isSecret) yield value;
    const login = /^\w+:\/\/([^/@\s]+)@/.exec(value)?.[1];
    if (login !== undefined) yield login;
  } else if (value !== null && typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      yield* secretsIn(member, isSecret || isSecretly(name, member));
    }
  }
}

/** Whether what stands under a name is secret; a field of a questionnaire may be called "token". */
function isSecretly(name: string, member: unknown): boolean {
  return name === "headers" || (typeof member === "string" && SECRET.test(name));
}

function copied(value: unknown, text: (text: string) => string, isSecret: boolean): unknown {
  if (typeof value === "string") return isSecret ? "[key]" : text(value);
  if (Array.isArray(value)) return value.map((item) => copied(item, text, isSecret));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      copied(member, text, isSecret || isSecretly(name, member)),
    ]),
  );
}
