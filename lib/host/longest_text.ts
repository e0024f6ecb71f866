/**
 * The longest text that is read at once, and the longest line, in characters. More is a mistake, as a
 * device, or a pipe without an end; what is larger is read by lines.
 */
export const LONGEST_TEXT = 64_000_000;

/** Why a longer one is not read. */
export const TOO_LONG = "it has more than 64 million characters";
