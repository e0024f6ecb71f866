/** The number of an option; 0 where it has none, though every object knows a `"constructor"`. */
export function numberOf(numbers: Readonly<Record<string, number>>, option: string): number {
  return Object.hasOwn(numbers, option) ? numbers[option] ?? 0 : 0;
}
