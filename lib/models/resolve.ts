import { type Host } from "../host/host.ts";
import { modelId } from "./aliases.ts";
import { type Model } from "./model.ts";
import { type Connection, type Provider } from "./provider.ts";
import { KEY_ORDER, PROVIDERS } from "./providers.ts";

// The packages' own default of ten minutes would hold a slot far too long.
const TIMEOUT = 120_000;

/**
 * The model of a name: an alias, an id, or an id with the prefix of its provider. A name with no known
 * prefix belongs to OpenAI or the address in `OPENAI_BASE_URL`, and is never sent to anybody else.
 *
 * @param options `isAsked: false` is for a model whose replies are all known: it needs neither a key nor an
 * address.
 * @throws {TypeError} When it names no model, or the provider's key is not set.
 */
export function resolveModel(
  name: string,
  host: Host,
  { isAsked = true }: { readonly isAsked?: boolean } = {},
): Model {
  const id = modelId(name);
  for (const provider of PROVIDERS) {
    const own = provider.claims(id);
    if (own === undefined) continue;
    // What ends so is a family's prefix with nothing after it, as in "claude-".
    if (own === "" || /[-:/]$/.test(own)) {
      throw new TypeError(`Cannot use the model "${name}": it names no model`);
    }
    const connection = isAsked ? connectionOf(provider, name, host) : unconnected(provider);
    return provider.model(own, connection, host);
  }
  throw new TypeError(`Cannot use the model "${name}": no provider has it`);
}

/**
 * Who answers when no model is named: the standard model of the first provider whose key is set, and
 * the embedded simulated respondents when there is none.
 */
export function defaultModel(host: Host): string {
  for (const name of KEY_ORDER) {
    const provider = PROVIDERS.find((other) => other.name === name);
    if (provider?.standard && provider.keys.some((key) => host.env(key))) return provider.standard;
  }
  return "simulated";
}

function unconnected({ name }: Provider): Connection {
  return { provider: name, baseUrl: "", key: undefined, timeout: TIMEOUT };
}

/**
 * How a provider is reached from here.
 *
 * @throws {TypeError} When its key is not set.
 */
export function connectionOf(provider: Provider, name: string, host: Host): Connection {
  const key = provider.keys.map((variable) => host.env(variable)).find((value) => value);
  const [variable, address] = provider.baseUrl ?? ["", ""];
  const moved = variable === "" ? undefined : host.env(variable);
  if (provider.keys.length > 0 && key === undefined) {
    throw new TypeError(
      `Cannot use the model "${name}": ${provider.keys.join(" or ")} is not set` +
        (provider.name === "openai" ? hint(name) : ""),
    );
  }
  const baseUrl = moved === undefined
    ? address + provider.path
    : rooted(moved, provider.path, variable);
  return { provider: provider.name, baseUrl, key, timeout: TIMEOUT };
}

function hint(name: string): string {
  return ` ("${name}" has no known prefix, so it belongs to OpenAI or OPENAI_BASE_URL; without a key use "simulated")`;
}

/** An address of the user's, with as much of the provider's path added as it lacks. */
function rooted(address: string, path: string, variable: string): string {
  const trimmed = address.trim().replace(/\/+$/, "");
  if (!URL.canParse(trimmed) || !/^https?:/i.test(trimmed)) {
    throw new TypeError(`Cannot use ${variable}="${address}": it must be an http or https address`);
  }
  // Anthropic's package adds the version itself.
  if (path === "") return trimmed.replace(/\/v1$/, "");
  const { pathname } = new URL(trimmed);
  if (/\/v\d+$/.test(pathname)) return trimmed;
  const steps = path.split("/").slice(1);
  const known = steps.findLastIndex((step) => pathname.endsWith(`/${step}`));
  return [trimmed, ...steps.slice(known + 1)].join("/");
}
