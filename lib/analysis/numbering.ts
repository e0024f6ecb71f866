/** Numbers for names, from 0, in the order in which the names come. */
export class Numbering<Name = string> {
  readonly #places = new Map<Name, number>();
  readonly #names: Name[] = [];

  /** The number of a name, a new one where it has none yet. */
  of(name: Name): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The number of a name; undefined where it has none. */
  find(name: Name): number | undefined {
    return this.#places.get(name);
  }

  /** The names, by number. */
  get names(): readonly Name[] {
    return this.#names;
  }
}
