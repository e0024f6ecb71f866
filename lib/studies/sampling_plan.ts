/** How answers are sampled; what is absent is left to the provider. */
export interface Sampling {
  /** The temperature, in [0, 2]. */
  readonly temperature?: number | undefined;
  /** Nucleus sampling, in (0, 1]. */
  readonly topP?: number | undefined;
  /** The most tokens of an answer. @default {300 for a bounded question, 1024 for an open one} */
  readonly maxTokens?: number | undefined;
}
