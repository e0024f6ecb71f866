import { type Issue } from "../schema/input_error.ts";
import { type ConfigData } from "./config_form.ts";

/** Who answers, and where. */
export interface Backend {
  /** Which sort it is. */
  readonly name: "ollama" | "server" | "simulated" | "models";
  /** What the provider calls the model; for `models` a list as on the command line. */
  readonly model: string;
  /** The address; null for the sort's own. */
  readonly baseUrl: string | null;
  /** How long to wait for a reply, in milliseconds. */
  readonly timeout: number;
  /** The environment variable of the key; null where none is named. */
  readonly keyVariable: string | null;
  /** The key, where the file holds it itself; it is recorded nowhere. */
  readonly key: string | null;
  /** Headers sent with every call; they are recorded nowhere. */
  readonly headers: Readonly<Record<string, string>>;
  /** The seed of calls, in place of the study's; null for that one. */
  readonly seed: number | null;
}

type Given = NonNullable<ConfigData["backend"]>;

const SECONDS = { ollama: 60, server: 120, simulated: 60, models: 120 };

/** The backend of a file; null where there is none. */
export function backendOf(given: Given | undefined): Backend | null {
  if (given === undefined) return null;
  const { name, model, seed, params } = given;
  const { base_url, timeout_s, endpoint, api_key_env, api_key, headers } = params ?? given;
  return {
    name,
    model: model ?? "unknown",
    baseUrl: base_url === undefined ? null : addressOf(base_url, endpoint),
    timeout: 1000 * (timeout_s ?? SECONDS[name]),
    keyVariable: api_key_env ?? null,
    key: api_key ?? null,
    headers: headers ?? {},
    seed: seed ?? null,
  };
}

// The client adds the end of the path itself.
function addressOf(base: string, endpoint = "chat/completions"): string {
  const prefix = endpoint.replace(/\/?chat\/completions$/, "").replace(/^\/+/, "");
  return [base.replace(/\/+$/, ""), prefix].filter((part) => part !== "").join("/");
}

const PLACES = ["base_url", "timeout_s", "endpoint", "api_key_env", "api_key", "headers"] as const;

/** What does not go together in a backend. */
export function backendIssues(given: Given | undefined): Issue[] {
  if (given === undefined) return [];
  const { name, params } = given;
  const { base_url, api_key, api_key_env, ...rest } = params ?? given;
  const set = PLACES.filter((key) =>
    ({ base_url, api_key, api_key_env, ...rest })[key] !== undefined
  );
  const beside = params === undefined ? [] : PLACES.filter((key) => given[key] !== undefined);
  const at = params === undefined ? "$.backend" : "$.backend.params";
  const issue = (path: string, message: string): Issue => ({ path, message });
  return [
    ...beside.map((key) => issue(`$.backend.${key}`, 'stands beside "params": it belongs into it')),
    ...(name === "server" && base_url === undefined
      ? [issue(`${at}.base_url`, 'is missing: the backend "server" has no address of its own')]
      : []),
    ...(base_url !== undefined && !isAddress(base_url)
      ? [issue(`${at}.base_url`, "must be an http or https address")]
      : []),
    ...(api_key !== undefined && api_key_env !== undefined
      ? [
        issue(
          `${at}.api_key`,
          "stands beside api_key_env: the key is in one place or in the other",
        ),
      ]
      : []),
    ...(name === "models" && given.model === undefined
      ? [issue("$.backend.model", 'is missing: the backend "models" names them, as in "haiku"')]
      : []),
    ...(name === "simulated" || name === "models"
      ? set.map((key) => issue(`${at}.${key}`, `has no use with the backend "${name}"`))
      : []),
  ];
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/i.test(text);
}
