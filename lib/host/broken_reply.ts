/** A reply that had begun to arrive and did not arrive whole; the message says why. */
export class BrokenReply extends Error {
  /** Tells the class. */
  override readonly name = "BrokenReply";
}
