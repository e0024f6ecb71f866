/** A call that somebody else was to make, and who has gone without having made it: it is to be asked for again. */
export class WorkLost extends Error {
  /** Tells the class. */
  override readonly name = "WorkLost";
}
