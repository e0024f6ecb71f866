import { type Host } from "../host/host.ts";
import { type Flag, type Values } from "./flag.ts";

/** One command: how it is called, what it takes, and where it is. */
export interface Command {
  /** Its words, as in `["panel", "run"]`. */
  readonly words: readonly string[];
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  /**
   * What it is about, a word each, as in `["ID"]`: as many follow the words of the command. One in brackets
   * may be left out.
   */
  readonly operands?: readonly string[];
  readonly flags: readonly Flag[];
  /** What the flags do not say, a sentence or two each. */
  readonly notes?: readonly string[];
  /** Carries it out and returns the exit code. */
  readonly run: (values: Values, host: Host, operands: readonly string[]) => Promise<number>;
}
