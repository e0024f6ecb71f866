/**
 * How a store of replies is used. `record` asks for what the store does not have, and keeps each reply;
 * `replay` takes every reply from it and never touches the network; `verify` does too, and asks a sample of
 * the questions again to see whether the models still answer so.
 */
export type ResponseMode = "record" | "replay" | "verify";

/** The modes of a store. */
export const RESPONSE_MODES: readonly ResponseMode[] = ["record", "replay", "verify"];
