/** A text's 32-bit FNV-1a hash, mixed once more so that near texts fall far apart. */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** Goes on from a hash by a name, so that what is drawn under one name disturbs no other. */
export function fork(state: number, name: string): number {
  return hash(`${state}/${name}`);
}

/** The element a hash picks; the list has one. */
export function pick<T>(state: number, list: readonly T[]): T {
  return list[state % list.length] as T; // the remainder is an index of it
}
