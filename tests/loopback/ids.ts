const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** An identifier as providers write them: a prefix and letters that follow from the number alone. */
export function id(prefix: string, index: number, length: number): string {
  let state = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(prefix.length + length, 0x85ebca6b);
  let letters = prefix;
  for (let i = 0; i < length; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5 | 0;
    letters += alphabet[(state >>> 8) % 58];
  }
  return letters;
}
