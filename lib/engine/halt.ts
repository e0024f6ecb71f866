/**
 * A reason for a run to end by itself: the unit that meets it is given up and no other is begun, while
 * those at work go on to their end.
 */
export class Halt extends Error {
  /** Tells the class. */
  override readonly name: string = "Halt";
}
