/**
 * A function that gives the BLAKE2b digest of a text's UTF-8 bytes in hexadecimal digits (RFC 7693,
 * without a key), of so many bytes. A digest of 16 bytes is not the beginning of one of 64.
 *
 * @example
 * ```ts
 * import { blake2b } from "./blake2b.ts";
 *
 * const digest = (await blake2b(16))("abc");
 * if (digest !== "cf4ab791c62b8d2b2109c90275287816") throw new Error(digest);
 * ```
 */
export async function blake2b(bytes: number): Promise<(text: string) => string> {
  // Loaded when used: most runs name nothing in this way.
  const { createBLAKE2b } = await import("hash-wasm");
  const hasher = await createBLAKE2b(8 * bytes);
  return (text) => hasher.init().update(text).digest("hex");
}
