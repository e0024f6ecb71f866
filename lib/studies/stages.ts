import { type Instrument, type Round } from "../instruments/instrument.ts";

/**
 * The rounds of an instrument without routes in the order in which they are put: as listed, but each
 * after the one it depends on.
 */
export function stagesOf({ rounds }: Instrument): Round[] {
  const ordered: Round[] = [];
  const place = (round: Round): void => {
    if (ordered.includes(round)) return;
    const before = rounds.find(({ name }) => name === round.dependsOn);
    // A circle of rounds was refused when the instrument was read.
    if (before) place(before);
    ordered.push(round);
  };
  rounds.forEach(place);
  return ordered;
}
