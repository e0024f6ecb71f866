/** A unit cannot go on before a batch has brought a reply; others can. */
export class BatchPending extends Error {
  /** Tells the class. */
  override readonly name = "BatchPending";
}
