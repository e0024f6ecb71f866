import { Moments } from "./moments.ts";

/** Rows of numbers of which each has only some columns, as when everybody rates some of the products. */
export interface Profiles {
  /** Where each row begins in the lists below, and where the last one ends. */
  readonly starts: ArrayLike<number>;
  /** The columns of each row, rising. */
  readonly columns: ArrayLike<number>;
  /** The numbers in them. */
  readonly values: ArrayLike<number>;
}

/** How far apart rows are on average. */
export interface ProfileDistance {
  /** The mean over pairs of rows that share a column; null where none do. */
  readonly mean: number | null;
  /** The standard error of the mean, where pairs were drawn; else null. */
  readonly standardError: number | null;
  /** How it was found: from all pairs, from the sorted columns of rows without gaps, or from drawn pairs. */
  readonly method: "all" | "sorted" | "sampled";
  /** How many pairs that share a column it is of. */
  readonly pairs: number;
}

/** What is spent on all pairs, in numbers compared; beyond it they are sorted or drawn. */
export interface ProfileDistanceOptions {
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: () => number;
  /** How many numbers are compared before pairs are drawn instead. @default 5e7 */
  readonly most?: number;
  /** How many pairs are drawn at most. @default 200000 */
  readonly draws?: number;
}

/**
 * The mean over all pairs of rows of the mean absolute difference in the columns that both have. Pairs
 * without a common column do not count. Where all rows have the same columns, each column is sorted and
 * Σᵢ<ⱼ|aᵢ − aⱼ| = Σ(2k − n + 1)·a₍ₖ₎ (David 1968, Gini's mean difference) gives the exact mean without
 * looking at pairs. Where there are gaps and too many pairs, pairs are drawn with replacement.
 *
 * @example
 * ```ts
 * import { profileDistance } from "./profile_distance.ts";
 *
 * const profiles = { starts: [0, 2, 4], columns: [0, 1, 0, 1], values: [5, 3, 4, 3] };
 * if (profileDistance(profiles, { uniform: Math.random }).mean !== 0.5) throw new Error();
 * ```
 */
export function profileDistance(
  profiles: Profiles,
  { uniform, most = 5e7, draws = 200_000 }: ProfileDistanceOptions,
): ProfileDistance {
  const rows = profiles.starts.length - 1;
  if ((rows - 1) * profiles.values.length <= most) return ofAll(profiles, rows);
  if (isWithoutGaps(profiles, rows)) return sorted(profiles, rows);
  // As much is compared as for all pairs at the border between the two.
  const length = 2 * profiles.values.length / rows;
  return sampled(
    profiles,
    rows,
    Math.max(1000, Math.min(draws, Math.round(most / length))),
    uniform,
  );
}

function ofAll(profiles: Profiles, rows: number): ProfileDistance {
  const moments = new Moments();
  for (let a = 0; a < rows; a++) {
    for (let b = a + 1; b < rows; b++) {
      const distance = distanceOf(profiles, a, b);
      if (distance !== null) moments.add(distance);
    }
  }
  return { mean: moments.mean, standardError: null, method: "all", pairs: moments.n };
}

function sampled(
  profiles: Profiles,
  rows: number,
  draws: number,
  uniform: () => number,
): ProfileDistance {
  const moments = new Moments();
  for (let draw = 0; draw < draws; draw++) {
    const a = Math.floor(uniform() * rows);
    const b = Math.floor(uniform() * (rows - 1));
    const distance = distanceOf(profiles, a, b < a ? b : b + 1);
    if (distance !== null) moments.add(distance);
  }
  const { mean, variance, n } = moments;
  const standardError = variance === null ? null : Math.sqrt(variance / (n - 1));
  return { mean, standardError, method: "sampled", pairs: n };
}

function sorted({ starts, values }: Profiles, rows: number): ProfileDistance {
  const width = at(starts, 1) - at(starts, 0);
  const column = new Float64Array(rows);
  let sum = 0;
  for (let place = 0; place < width; place++) {
    for (let row = 0; row < rows; row++) column[row] = at(values, row * width + place);
    column.sort();
    for (let k = 0; k < rows; k++) sum += (2 * k - rows + 1) * at(column, k);
  }
  const pairs = rows * (rows - 1) / 2;
  return { mean: sum / width / pairs, standardError: null, method: "sorted", pairs };
}

function isWithoutGaps({ starts, columns }: Profiles, rows: number): boolean {
  const width = at(starts, 1) - at(starts, 0);
  if (width === 0 || columns.length !== width * rows) return false;
  for (let place = width; place < columns.length; place++) {
    if (columns[place] !== columns[place - width]) return false;
  }
  return true;
}

/** The mean absolute difference of two rows; null where they share no column. */
function distanceOf({ starts, columns, values }: Profiles, a: number, b: number): number | null {
  let [i, j] = [at(starts, a), at(starts, b)];
  const [iEnd, jEnd] = [at(starts, a + 1), at(starts, b + 1)];
  let [sum, shared] = [0, 0];
  while (i < iEnd && j < jEnd) {
    const [left, right] = [at(columns, i), at(columns, j)];
    if (left === right) {
      sum += Math.abs(at(values, i) - at(values, j));
      shared += 1;
    }
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return shared === 0 ? null : sum / shared;
}

/** A number of a list; every place asked for is in it. */
function at(list: ArrayLike<number>, place: number): number {
  return list[place] ?? NaN;
}
