import { crc32 as checksum } from "node:zlib";

/**
 * The CRC-32 of a text's UTF-8 bytes (ISO 3309, as in gzip), as a whole number. It tells a text that was
 * damaged from one that was not: any change within four bytes that follow each other is found.
 *
 * @example
 * ```ts
 * import { crc32 } from "./crc32.ts";
 *
 * if (crc32("123456789") !== 0xcbf43926) throw new Error();
 * ```
 */
export function crc32(text: string): number {
  return checksum(text);
}
