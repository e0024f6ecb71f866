import { natsAddress } from "../host/nats_address.ts";
import { type Flag, textOf, UsageError, type Values } from "./flag.ts";

/** The flag by which calls are made on other machines. */
export const DISPATCH_FLAG: Flag = {
  name: "dispatch",
  takes: "text",
  value: "URL",
  help:
    "Have the calls made by workers on other machines, over a NATS server with JetStream: nats://HOST:PORT",
};

/**
 * The address of the flag; undefined where it was not given.
 *
 * @throws {UsageError} When it is none.
 */
export function dispatchOf(values: Values): string | undefined {
  const address = textOf(values, DISPATCH_FLAG.name);
  if (address === undefined) return undefined;
  try {
    natsAddress(address);
    return address;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
