import { type Example } from "./prompting.ts";

/** How products are put to choice. */
export interface SelectionSettings {
  /** Whether what is known of the products stands beside them. @default true */
  readonly includeFeatures?: boolean | undefined;
  /**
   * Whether the prompt asks for nothing but the reply's object; words around it are recorded as a warning
   * then. @default true
   */
  readonly requireJsonOnly?: boolean | undefined;
  /** How many products the prompt suggests to take at most; more are no mistake. @default null */
  readonly maxSelectedSoft?: number | null | undefined;
  /** Whether rows keep the reply as it was sent, in `traces.raw_text`. @default false */
  readonly includeRawText?: boolean | undefined;
  /** The example that `few_shot` shows. @default {one about other things} */
  readonly example?: Example | null | undefined;
}
