import { type Findings } from "../instruments/findings.ts";

/** How a panel's answers are summed up: in one call, or question by question and then together. */
export type Strategy = "single" | "map-reduce";

/** What was spent on a part of a synthesis. */
export interface CallSpending {
  /** Tokens of every call made for it. */
  readonly tokens: number;
  /** US dollars; null where a price is not known. */
  readonly cost: number | null;
}

/** What was spent on summing up the answers to one question. */
export interface MapCall extends CallSpending {
  /** The question's key. */
  readonly question: string;
  /** The model that summed it up. */
  readonly model: string;
  /** In how many batches its answers were summed up, where they were too many for one call. */
  readonly batches?: number;
}

/** How a synthesis was made, and what it cost. */
export interface SynthesisRecord {
  /** How it was made. */
  readonly strategy: Strategy;
  /** The model, as it was named. */
  readonly model: string;
  /** The version of the built-in instructions; `"own"` where they were the user's. */
  readonly promptVersion: number | "own";
  /** In map-reduce the calls for each question, and for what brought them together. */
  readonly calls: { readonly map: readonly MapCall[]; readonly reduce: CallSpending | null };
  /** Input tokens of every call. */
  readonly tokensIn: number;
  /** Output tokens of every call. */
  readonly tokensOut: number;
  /** US dollars of every call; null where a price is not known. */
  readonly cost: number | null;
  /** What a reader should know, in sentences. */
  readonly warnings: readonly string[];
}

/** A synthesis that was made. */
export interface SynthesisMade extends SynthesisRecord {
  /** Tells the outcome. */
  readonly status: "ok";
  /** What was found. */
  readonly findings: Findings;
  /** In map-reduce the summary of each question, by key. */
  readonly perQuestion?: Readonly<Record<string, string>>;
}

/** Why there is no synthesis. */
export interface SynthesisFailure {
  /**
   * The call failed; all answers or those of one panelist are more than the model takes; the reply could
   * not be read, even when it had been asked for again; or nobody answered.
   */
  readonly errorType:
    | "synthesis_api_error"
    | "synthesis_context_overflow"
    | "synthesis_map_chunk_overflow"
    | "synthesis_unreadable"
    | "synthesis_no_answers";
  /** What is the case, in one sentence. */
  readonly message: string;
  /** What can be done about it. */
  readonly suggestedFix: string;
}

/** A synthesis that failed. */
export interface SynthesisFailed extends SynthesisRecord, SynthesisFailure {
  /** Tells the outcome. */
  readonly status: "failed";
}

/** What became of a synthesis. */
export type Synthesis = SynthesisMade | SynthesisFailed;
