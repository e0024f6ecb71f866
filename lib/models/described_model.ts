import * as z from "zod";
import { type Host } from "../host/host.ts";
import { read } from "../schema/read.ts";
import { type Model, type ModelSpec } from "./model.ts";
import { PROVIDERS } from "./providers.ts";
import { type Provider } from "./provider.ts";
import { connectionOf } from "./resolve.ts";
import { simulated } from "./simulated.ts";

/** A provider, and why its models cannot be asked from here. */
export interface Reachable {
  readonly provider: string;
  /** What is missing; null where nothing is. */
  readonly lacks: string | null;
}

/**
 * Whose models can be asked from here: those whose key is set, and of those that take none the simulated ones and
 * the servers whose address is set.
 */
export function reachable(host: Pick<Host, "env">): Reachable[] {
  return PROVIDERS.map((provider) => ({ provider: provider.name, lacks: lackOf(provider, host) }));
}

/**
 * The model that a spec describes, as it is written into a plan, with the keys and addresses of this machine.
 *
 * @param options `refused` is how many forms of a structured answer the model is known to refuse.
 * @throws {TypeError} When there is no such provider, or its key is not set.
 */
export function describedModel(
  spec: ModelSpec,
  host: Host,
  { refused = 0 }: { readonly refused?: number } = {},
): Model {
  const provider = PROVIDERS.find(({ name }) => name === spec.provider);
  const { id } = spec;
  if (provider?.name === "simulated") {
    const { shares, refusal, failure } = read(told, spec, "the model");
    return simulated({ shares, refusal, failure });
  }
  if (provider === undefined || typeof id !== "string") {
    throw new TypeError(`Cannot make a model of "${spec.provider}": there is no such provider`);
  }
  return provider.model(id, { ...connectionOf(provider, id, host), refused }, host);
}

const told = z.object({
  shares: z.record(z.string(), z.record(z.string(), z.number())),
  refusal: z.number(),
  failure: z.number(),
});

function lackOf({ name, keys, baseUrl }: Provider, { env }: Pick<Host, "env">): string | null {
  const [address] = baseUrl ?? [];
  const needed = keys.length > 0 ? keys : address === undefined ? [] : [address];
  if (name === "simulated" || needed.some((variable) => env(variable) !== undefined)) return null;
  return `${needed.join(" or ")} is not set`;
}
