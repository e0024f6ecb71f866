/** The error of who asks for one number of several models: their answers to one panel are not one sample. */
export function severalModels(what: string, count: number, instead: string): TypeError {
  return new TypeError(
    `Cannot ${what} over ${count} models at once, whose answers are not one sample: ask for ${instead}`,
  );
}
