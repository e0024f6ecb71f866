import { shuffle } from "../random/shuffle.ts";
import { type Stream } from "../random/stream.ts";

/** The size of a design. */
export interface Design {
  /** How many panelists there are. */
  readonly panelists: number;
  /** How many products there are. */
  readonly products: number;
  /** How many of them each panelist meets in a period. */
  readonly each: number;
}

/**
 * The products of one period of a design that is balanced over periods, as places: for each panelist so
 * many different products; in every period how often any two products are met differs by at most 1; and
 * over the periods each panelist meets every product equally often, again up to 1.
 *
 * The products stand in a circle in random order, each panelist has a place on it, the places evenly
 * spread, and meets the products from there on. Where a period's share divides the circle, the shares
 * follow each other as in a square of Williams (1949), so that each follows every other equally often:
 * with an even number of shares in one square, with an odd number in one and its mirror image.
 *
 * @param random A stream that does not depend on the period.
 *
 * @example
 * ```ts
 * import { latinRows } from "./latin_rows.ts";
 * import { stream } from "../random/stream.ts";
 *
 * const size = { panelists: 8, products: 4, each: 1 };
 * const met = [0, 1, 2, 3].map((t) => latinRows(size, t, stream(1))[0]?.[0]);
 * if (new Set(met).size !== 4) throw new Error("somebody met a product again");
 * ```
 */
export function latinRows(design: Design, t: number, random: Stream): number[][] {
  const { panelists, products, each } = design;
  const circle = shuffle(places(products), random.fork("circle"));
  const seats = shuffle(places(panelists), random.fork("seats"));
  const shares = products % each === 0 ? products / each : 0;
  // With an odd number of shares only whole pairs of squares are mirrored: others would unbalance a period.
  const squares = shares % 2 === 1 && shares > 1 ? 2 : 1;
  const whole = panelists - panelists % (squares * products);
  return seats.map((seat) => {
    const isMirrored = squares === 2 && seat < whole && seat % 2 === 1;
    const place = seat < whole
      ? Math.floor(seat / squares) % products
      : Math.floor((seat - whole) * products / (panelists - whole));
    const step = shares === 0 ? t : zigzag(t % shares, shares);
    const from = place + (isMirrored ? -step : step) * each;
    // The remainder is a place on the circle.
    return Array.from(
      { length: each },
      (_, at) => circle[remainder(from + at, products)] as number,
    );
  });
}

/** The steps 0, 1, n − 1, 2, n − 2, …: differences between neighbours are all different for an even n. */
function zigzag(at: number, n: number): number {
  return at % 2 === 1 ? (at + 1) / 2 : (n - at / 2) % n;
}

function remainder(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}
