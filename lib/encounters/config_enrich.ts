import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { opt, whole, words } from "./config_values.ts";

/** How texts that are missing are written by a model. */
export interface Enrichment {
  /** Whether texts that are there are written anew. */
  readonly overwrite: boolean;
  /** Where the records are saved; null for the file that they are from. */
  readonly saveTo: string | null;
  /** The author's name for the wording, which is recorded. */
  readonly promptVersion: string;
  /** The sampling temperature. */
  readonly temperature: number;
  /** The most tokens of a text; null for as many as an open answer may have. */
  readonly maxTokens: number | null;
  /** How many texts are written at a time. */
  readonly maxWorkers: number;
  /** What products are advertised in; null for nothing in particular. */
  readonly campaign: string | null;
  /** The tone of products' texts. */
  readonly tone: string;
  /** How long products' texts are. */
  readonly length: "short" | "medium" | "long";
}

const SETTINGS = {
  prompt_version: opt(words),
  temperature: opt(z.number().min(0).max(2)),
  max_tokens: opt(whole(1)),
  metadata: opt(z.never({ error: "is not sent: providers refuse fields that they do not know" })),
  max_workers: opt(whole(1)),
};
const OF_PRODUCTS = {
  campaign: opt(words),
  tone: opt(words),
  length: opt(z.enum(["short", "medium", "long"])),
};

const save = z.union([z.literal("in_place"), strict({ path: words })], {
  error: 'must be "in_place", or a mapping with "path"',
});

const shared = { enabled: opt(z.boolean()), overwrite: opt(z.boolean()), save: opt(save) };

/** The form of `enrich` under `panelists`. */
export const personaEnrichForm = strict({ ...shared, settings: opt(strict(SETTINGS)) });

const productSettings = strict({ ...SETTINGS, ...OF_PRODUCTS });

/** The form of `enrich` under `products`. */
export const productEnrichForm = strict({ ...shared, settings: opt(productSettings) });

/** What is to be written by a model; null for nothing. */
export function enrichmentOf(
  given: z.infer<typeof productEnrichForm> | z.infer<typeof personaEnrichForm> | undefined,
): Enrichment | null {
  if (given?.enabled !== true) return null;
  const settings: Partial<z.infer<typeof productSettings>> | undefined = given.settings;
  return {
    overwrite: given.overwrite ?? false,
    saveTo: typeof given.save === "object" ? given.save.path : null,
    promptVersion: settings?.prompt_version ?? "v1",
    temperature: settings?.temperature ?? 0.2,
    maxTokens: settings?.max_tokens ?? null,
    maxWorkers: settings?.max_workers ?? 1,
    campaign: settings?.campaign ?? null,
    tone: settings?.tone ?? "neutral",
    length: settings?.length ?? "short",
  };
}
