import { type Host } from "../host/host.ts";
import { type Model } from "./model.ts";

/** How a provider is reached. */
export interface Connection {
  /** The provider's name. */
  readonly provider: string;
  /** Where its endpoints are, with the version in the path where it has one. */
  readonly baseUrl: string;
  /** The API key, where the provider takes one. */
  readonly key: string | undefined;
  /** How long to wait for a reply, in milliseconds. */
  readonly timeout: number;
  /** Headers sent with every call besides those of the wire format. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many forms of a structured answer the model is known to refuse. @default 0 */
  readonly refused?: number;
}

/** A kind of provider: how its models are named, where they are, and how they are made. */
export interface Provider {
  /** The name, as in `"anthropic"`. */
  readonly name: string;
  /** Whether a model id belongs to it, and what the provider itself calls the model. */
  readonly claims: (id: string) => string | undefined;
  /** The environment variables that may hold the key; empty when it takes none. */
  readonly keys: readonly string[];
  /** The environment variable that moves its address, and the address. */
  readonly baseUrl: readonly [variable: string, address: string] | null;
  /** The path that the address must end in. */
  readonly path: string;
  /** The model that answers when none is named and this provider's key is set. */
  readonly standard: string | null;
  /** Makes a model. */
  readonly model: (id: string, connection: Connection, host: Host) => Model;
}
