import * as z from "zod";
import { POLICIES } from "../rows/event_row.ts";
import { strict } from "../schema/strict.ts";
import { executionForm } from "./config_execution.ts";
import { personaEnrichForm, productEnrichForm } from "./config_enrich.ts";
import { mapping } from "./record.ts";
import { opt, whole, words } from "./config_values.ts";
import { STRATEGIES } from "./prompting.ts";

const settings = strict({
  temperature: opt(z.number().min(0).max(2)),
  max_tokens: opt(whole(1)),
  metadata: opt(z.never({ error: "is not sent: providers refuse fields that they do not know" })),
});

const source = { source: words, variant: opt(words) };

const panelists = strict({
  ...source,
  enrich: opt(personaEnrichForm),
  eval_settings: opt(settings),
  select_settings: opt(settings),
});

const products = strict({ ...source, enrich: opt(productEnrichForm) });

const manual = strict({
  format: z.enum(["csv_long", "json"], {
    error: ({ input }) =>
      `must be one of "csv_long", "json", not ${JSON.stringify(input) ?? "missing"}`,
  }),
  path: words,
  on_unknown: opt(z.enum(["error", "drop"])),
  allow_missing: opt(z.boolean()),
  panelist_id_col: opt(words),
  product_id_col: opt(words),
  t_col: opt(words),
  default_t: opt(whole(0)),
});

const policy = strict({
  name: z.enum(POLICIES, {
    error: ({ input }) =>
      `names the unknown policy ${JSON.stringify(input) ?? "(none)"}: known are ${
        POLICIES.join(", ")
      }`,
  }),
  evals_per_period: opt(whole(0)),
  random_mode: opt(z.enum(["balanced_quota", "iid_probs"])),
  product_probs: opt(z.record(z.string(), z.number())),
  carryover: opt(z.enum(["none", "latin"])),
  choice_set_size: opt(whole(1)),
  allow_empty_selection: opt(z.boolean()),
  order: opt(z.enum(["random", "file"])),
  manual: opt(manual),
}).superRefine(({ name, manual }, context) => {
  if (name !== "manual" || manual !== undefined) return;
  const message = 'is missing: the policy "manual" needs a format and a path';
  context.addIssue({ code: "custom", path: ["manual"], message });
});

const generator = strict({
  schema_version: opt(z.literal("0.1.0")),
  seed: opt(whole(0)),
  n_periods: opt(whole(1)),
  validate_on_finish: opt(z.boolean()),
  max_errors: opt(whole(1)),
  event_namespace: opt(words),
  max_workers: opt(whole(1)),
  prompting_strategy: opt(z.enum([...STRATEGIES])),
  remember: opt(whole(0)),
  include_panelist_features_in_events: opt(z.boolean()),
  include_product_features_in_events: opt(z.boolean()),
  include_product_features_in_selection_prompt: opt(z.boolean()),
  row_meta: opt(mapping.refine(
    (meta) => Object.keys(meta).length === 0,
    "is not written: rows have no room for fields of one's own",
  )),
});

const example = strict({ intro: opt(z.string()), response: mapping });

const selection = strict({
  allow_empty: opt(z.boolean()),
  include_features: opt(z.boolean()),
  require_json_only: opt(z.boolean()),
  max_selected_soft: opt(whole(1)),
  include_raw_text: opt(z.boolean()),
  custom_few_shot_example: opt(example),
}, { elsewhere: { include_product_features: 'here as "include_features"' } });

const outcomesModel = strict({
  name: opt(z.enum(["llm", "deterministic"])),
  mode: opt(z.enum(["independent", "compatible"])),
  temperature: opt(z.number().min(0).max(2)),
  max_tokens: opt(whole(1)),
  include_raw_text: opt(z.boolean()),
  custom_few_shot_example: opt(example),
});

// The fields themselves are read one by one, so that each has its own issues.
const fields = opt(strict({ fields: opt(mapping) }));
const questionnaire = strict({ outcomes: fields, traces: fields });

const params = {
  base_url: opt(words),
  timeout_s: opt(z.number().positive()),
  endpoint: opt(words.regex(/(^|\/)chat\/completions$/, {
    error: 'must end in "chat/completions", the form that is spoken',
  })),
  api_key_env: opt(words),
  api_key: opt(words),
  headers: opt(z.record(z.string(), z.string())),
};

const BACKENDS = ["ollama", "server", "simulated", "models"] as const;

const backend = strict({
  name: z.enum(BACKENDS, {
    error: ({ input }) =>
      `names the unknown backend ${JSON.stringify(input) ?? "(none)"}: known are ${
        BACKENDS.join(", ")
      }`,
  }),
  model: opt(words),
  return_usage: opt(z.boolean()),
  seed: opt(whole(0)),
  params: opt(strict(params)),
  ...params,
});

/** The form of the complete file of a run of events. */
export const configForm = strict({
  panelists,
  products,
  policy,
  generator: opt(generator),
  selection: opt(selection),
  execution: opt(executionForm),
  outcomes_model: opt(outcomesModel),
  questionnaire: opt(questionnaire),
  outcomes: fields,
  traces: fields,
  backend: opt(backend),
  output_dir: opt(words),
}, {
  elsewhere: {
    ...{ seed: 'under "generator"', n_periods: 'under "generator"', rules: 'under "execution"' },
    ...{ prompting_strategy: 'under "generator"', fields: 'under "questionnaire.outcomes"' },
  },
});

/** What the form makes of a file. */
export type ConfigData = z.infer<typeof configForm>;
