import { type Humans } from "./humans.ts";

/** What a survey is held against, and how its answers come to be comparable: plain data that a run keeps. */
export interface CalibrationTarget {
  /** The key of the question. */
  readonly question: string;
  /** The people. */
  readonly humans: Humans;
  /** Groups of them, each of one attribute. */
  readonly groups: readonly Humans[];
  /** By what the question was found: its key, its wording, or not, so that it is asked beside the others. */
  readonly matchedBy: "key" | "text" | "extra";
  /** How an answer becomes one of the options, as in `"pick_one:auto-derived"`. */
  readonly extractor: string;
  /** Whether its form was made from the options of the survey. */
  readonly autoDerived: boolean;
  /**
   * Whether the personas were put on the panel again and again until it was full: a persona's copies are one
   * person then, and their answers not independent. @default false
   */
  readonly isCycled?: boolean;
  /** What must be known before anything is asked. */
  readonly warnings: readonly string[];
}
