import { sha256 } from "../random/hash.ts";
import { canonical } from "../schema/canonical.ts";

/**
 * The fingerprint of plain data: the SHA-256 of its canonical JSON, as 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { fingerprint } from "./fingerprint.ts";
 *
 * const known = "8baa73198470c7bb4c3ce142a8fd651affc0310d878bb9bd159e37a573fb4874";
 * if (fingerprint({ b: [1, 2], a: 1 }) !== known) throw new Error("the order of keys mattered");
 * ```
 */
export function fingerprint(data: unknown): string {
  return sha256(canonical(data));
}
