import { stream } from "../../lib/random/stream.ts";
import { type Uniform } from "../../lib/statistics/draw_binomial.ts";

/** Random numbers in [0, 1), the same in every run of a test. */
export function seeded(seed: number): Uniform {
  const random = stream(seed);
  return () => random.uniform();
}
