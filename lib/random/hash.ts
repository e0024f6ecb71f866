import { hash } from "node:crypto";

/**
 * The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits (FIPS 180-4).
 *
 * @example
 * ```ts
 * import { sha256 } from "./hash.ts";
 *
 * const digest = sha256("abc");
 * if (!digest.startsWith("ba7816bf8f01cfea")) throw new Error(digest);
 * ```
 */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
