import { type Host } from "../host/host.ts";
import { type Model } from "../models/model.ts";
import { openaiModel } from "../models/openai.ts";
import { simulated } from "../models/simulated.ts";
import { type Backend } from "./config_backend.ts";

const OLLAMA = "http://localhost:11434";

/**
 * Who answers, as a configuration says: a model, or a list of models as on the command line.
 *
 * @param options `isAsked: false` is for a model whose replies are all known: it needs no key.
 * @throws {TypeError} When the environment lacks the key that is named.
 *
 * @example
 * ```ts
 * import { backendModel } from "./backend_model.ts";
 * import { parseEventConfig } from "./event_config.ts";
 * import { memoryHost } from "../host/memory.ts";
 *
 * const { backend } = parseEventConfig({
 *   panelists: { source: "a" },
 *   products: { source: "b" },
 *   policy: { name: "self_selection" },
 *   backend: { name: "models", model: "haiku:0.5,sonnet:0.5" },
 * });
 * const models = backend && backendModel(backend, memoryHost());
 * if (models !== "haiku:0.5,sonnet:0.5") throw new Error();
 * ```
 */
export function backendModel(
  backend: Backend,
  host: Host,
  { isAsked = true }: { readonly isAsked?: boolean | undefined } = {},
): Model | string {
  const { name, model, baseUrl, timeout, headers } = backend;
  switch (name) {
    case "simulated":
      return simulated();
    case "models":
      return model;
    case "ollama": {
      const address = (baseUrl ?? OLLAMA).replace(/\/v1$/, "");
      const connection = {
        provider: name,
        baseUrl: `${address}/v1`,
        key: keyOf(backend, isAsked, host),
      };
      return openaiModel(model, { ...connection, timeout, headers }, host);
    }
    case "server": {
      const connection = {
        provider: name,
        baseUrl: baseUrl ?? "",
        key: keyOf(backend, isAsked, host),
      };
      return openaiModel(model, { ...connection, timeout, headers }, host);
    }
  }
}

function keyOf({ key, keyVariable }: Backend, isAsked: boolean, host: Host): string | undefined {
  if (keyVariable === null) return key ?? undefined;
  const found = host.env(keyVariable);
  if (found === undefined && isAsked) {
    throw new TypeError(`Cannot use the backend: its key's variable ${keyVariable} is not set`);
  }
  return found;
}
