/**
 * The value of the continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), by Lentz's method as modified by
 * Thompson and Barnett (1986), until a term changes less than 1e-16 of it.
 *
 * @param first The part before the first fraction, b₀.
 * @param term The parts aₖ and bₖ, k from 1.
 *
 * @example
 * ```ts
 * import { continuedFraction } from "./continued_fraction.ts";
 *
 * const golden = continuedFraction(1, () => [1, 1]);
 * if (Math.abs(golden - (1 + Math.sqrt(5)) / 2) > 1e-15) throw new Error();
 * ```
 */
export function continuedFraction(
  first: number,
  term: (k: number) => readonly [a: number, b: number],
): number {
  let value = notZero(first);
  let above = value;
  let below = 0;
  for (let k = 1; k <= MOST_TERMS; k++) {
    const [a, b] = term(k);
    below = 1 / notZero(b + a * below);
    above = notZero(b + a / above);
    const step = above * below;
    value *= step;
    if (Math.abs(step - 1) <= Number.EPSILON / 2) break;
  }
  return value;
}

// Only rounding keeps a fraction turning so long: those of the incomplete functions need about √n terms.
const MOST_TERMS = 1e6;

function notZero(value: number): number {
  return value === 0 ? 1e-300 : value;
}
