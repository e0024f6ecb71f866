import { type Reply } from "../models/model.ts";

/** Names one call of a unit; it never changes, whatever the order or speed of a run. */
export interface CallKey {
  /** The unit: panelist, arm, repeat and round. */
  readonly unit: string;
  /** The place of the question in the conversation, from 0. */
  readonly turn: number;
  /** Why the call is made. */
  readonly purpose: string;
  /** Which attempt at a readable reply, from 0. */
  readonly attempt: number;
}

/** A reply as it is kept. */
export interface KeptReply {
  readonly reply: Reply;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
  /** Whether nobody was asked for it now: the journal or a store had it. @default false */
  readonly isRecalled?: boolean | undefined;
}

/**
 * Where a reply is from: a model that was asked, a response store, or a model that was asked again to
 * verify one.
 */
export type CallSource = "asked" | "replayed" | "verification";

/** What one call was, for the record. */
export interface CallRecord {
  readonly key: CallKey;
  /** The key of what was asked, whatever unit asked it. */
  readonly request: string;
  readonly source: CallSource;
  /** The model as it was named. */
  readonly model: string;
  /** What came; null when it could not be read. */
  readonly reply: Reply | null;
  /** US dollars, the most it can have been where nothing could be read; null where no price is known. */
  readonly cost: number | null;
  /** When it was sent, in milliseconds since 1970, and how long the reply took. */
  readonly started: number;
  readonly latency: number;
}

/** What came of a call, as far as it is kept, and what is done when that is durable. */
export interface Kept extends Omit<CallRecord, "key" | "model" | "request"> {
  readonly taken?: (() => void) | undefined;
}

/** What came of a call that worked. */
export type Made = Kept & KeptReply;
