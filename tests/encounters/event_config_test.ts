import assert from "node:assert/strict";
import { type EventConfig, InputError, parseEventConfig } from "../../mod.ts";
import { readEventConfig } from "../../lib/encounters/event_config.ts";
import { isComputed } from "../../lib/encounters/is_computed.ts";
import { type Questionnaire } from "../../lib/encounters/questionnaire.ts";

type Data = Readonly<Record<string, unknown>>;

/** The least that a file needs, with more beside it. */
function minimal(more: Data = {}): Data {
  return {
    panelists: { source: "people.jsonl" },
    products: { source: "beers.jsonl" },
    policy: { name: "random" },
    ...more,
  };
}

/** What a file is refused with. */
function refusal(data: unknown): string {
  try {
    parseEventConfig(data, "c.yaml");
  } catch (error) {
    assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
    return error.message;
  }
  return assert.fail("it was not refused");
}

const RATING = { type: "int", question: "How was it?", choices: [1, 2, 3, 4, 5] };
const ASKED = { questionnaire: { outcomes: { fields: { rating: RATING } } } };
const SIMULATED = { backend: { name: "simulated" } };

Deno.test("parseEventConfig() has the defaults of the reference", () => {
  const { snapshot, policy, ...config } = parseEventConfig(minimal());
  assert.deepEqual(policy.name, "random");
  assert.deepEqual(snapshot, minimal());
  assert.deepEqual(config.panelists, {
    source: "people.jsonl",
    variant: "default",
    enrichment: null,
  });
  const { seed, periods, namespace, maxWorkers, strategy, validates, maxErrors, outcome, backend } =
    config;
  assert.deepEqual([seed, periods, maxWorkers, maxErrors, validates], [0, 1, 1, 50, true]);
  assert.deepEqual([namespace, strategy, outcome, backend], [
    "sim_panel.v0",
    "persona",
    null,
    null,
  ]);
});

Deno.test("parseEventConfig() takes null for a key that is left out", () => {
  const nulls = minimal({
    policy: { name: "self_selection", choice_set_size: null, manual: null },
    ...{ generator: null, execution: { max_evals_per_panelist_per_t: null }, outcomes_model: null },
    ...{ questionnaire: null, output_dir: null, backend: { name: "simulated", seed: null } },
  });
  assert.equal(parseEventConfig(nulls).policy.name, "self_selection");
});

Deno.test("parseEventConfig() reads execution rules nested and flat, but not both", () => {
  const rules = {
    ...{ enforce_subset_of_choice_set: false, max_evals_per_panelist_per_t: 1, allow_empty: false },
    keep_strategy: "keep_first",
  };
  const wanted = { max: 1, allowEmpty: false, enforceSubset: false, keep: "keep_first" };
  assert.deepEqual(parseEventConfig(minimal({ execution: { rules } })).rules, wanted);
  assert.deepEqual(parseEventConfig(minimal({ execution: rules })).rules, wanted);
  const both = refusal(minimal({ execution: { rules, allow_empty: true } }));
  assert.match(both, /\$\.execution\.allow_empty is beside "rules"/);
});

Deno.test("parseEventConfig() refuses unknown keys wherever they stand, with the nearest known one", () => {
  const message = refusal({
    ...minimal({
      panelists: { source: "a", varient: "x", enrich: { settings: { tone: "dry" } } },
      policy: { name: "manual", manual: { format: "json", path: "s.json", on_unkown: "drop" } },
      generator: { seeed: 1 },
      selection: { include_product_features: true },
      execution: { rules: { max_evals: 1 } },
      outcomes_model: { temprature: 1 },
      questionnaire: { outcomes: { fields: { rating: { ...RATING, choises: [1] } } }, trace: {} },
      backend: { name: "simulated", parms: {} },
    }),
    seed: 3,
    outpt_dir: "x",
  });
  const wanted = [
    /\$\.panelists\.varient is an unknown key: did you mean "variant"/,
    /\$\.panelists\.enrich\.settings\.tone is an unknown key/,
    /\$\.policy\.manual\.on_unkown is an unknown key: did you mean "on_unknown"/,
    /\$\.generator\.seeed is an unknown key: did you mean "seed"/,
    /\$\.selection\.include_product_features is an unknown key: it belongs here as "include_features"/,
    /\$\.execution\.rules\.max_evals is an unknown key/,
    /\$\.outcomes_model\.temprature is an unknown key: did you mean "temperature"/,
    /\$\.questionnaire\.outcomes\.fields\.rating\.choises is an unknown key: did you mean "choices"/,
    /\$\.questionnaire\.trace is an unknown key: did you mean "traces"/,
    /\$\.backend\.parms is an unknown key: did you mean "params"/,
    /\$\.seed is an unknown key: it belongs under "generator"/,
    /\$\.outpt_dir is an unknown key: did you mean "output_dir"/,
  ];
  for (const line of wanted) assert.match(message, line);
});

Deno.test("parseEventConfig() refuses values that cannot work, all at once", () => {
  const message = refusal(minimal({
    policy: { name: "self_selection", choice_set_size: 0 },
    generator: {
      ...{ seed: true, n_periods: 0, schema_version: "9", prompting_strategy: "persona_cott" },
      row_meta: { a: 1 },
    },
    panelists: { source: "", eval_settings: { metadata: { a: 1 } } },
  }));
  const wanted = [
    /\$\.policy\.choice_set_size must be at least 1, not 0/,
    /\$\.generator\.seed must be a number, not true/,
    /\$\.generator\.n_periods must be at least 1/,
    /\$\.generator\.schema_version must be "0\.1\.0", not "9"/,
    /\$\.generator\.prompting_strategy must be one of "zero_shot", "few_shot", "persona", "persona_cot"/,
    /\$\.generator\.row_meta is not written/,
    /\$\.panelists\.source must be a text that is not empty/,
    /\$\.panelists\.eval_settings\.metadata is not sent/,
  ];
  for (const line of wanted) assert.match(message, line);
  assert.match(
    refusal(minimal({ policy: { name: "rnd" } })),
    /unknown policy "rnd": known are random, manual/,
  );
  assert.match(refusal(null), /\$\.panelists is missing/);
  assert.match(refusal([]), /must be a mapping/);
  const csv = { name: "manual", manual: { format: "csv_wide", path: "x", on_unknown: "ignore" } };
  assert.match(
    refusal(minimal({ policy: csv })),
    /format must be one of "csv_long", "json", not "csv_wide"/,
  );
  assert.match(refusal(minimal({ policy: csv })), /on_unknown must be one of "error", "drop"/);
  assert.match(refusal(minimal({ policy: { name: "manual" } })), /\$\.policy\.manual is missing/);
});

Deno.test("parseEventConfig() refuses probabilities that are none, by product", () => {
  const probs = (product_probs: Data, random_mode = "iid_probs") =>
    refusal(minimal({ policy: { name: "random", random_mode, product_probs } }));
  assert.match(
    probs({ A: -1 }),
    /\$\.policy is not possible: Negative probability -1 of the product "A"/,
  );
  assert.match(probs({ B: NaN }), /\$\.policy\.product_probs\.B must be a number, not NaN/);
  assert.match(probs({ A: 1 }, "balanced_quota"), /probabilities need the mode "iid_probs"/);
});

Deno.test("parseEventConfig() tells of keys that are for another policy", () => {
  const policy = { name: "self_selection", evals_per_period: 2 };
  const { warnings } = parseEventConfig(minimal({ policy, ...SIMULATED }));
  assert.match(
    warnings.join(),
    /policy\.evals_per_period has no effect: it is for the policy "random"/,
  );
});

Deno.test("parseEventConfig() refuses what needs models where none are named", () => {
  const choosing = minimal({ policy: { name: "self_selection" } });
  assert.match(refusal(choosing), /\$\.policy\.name is "self_selection".*needs models/);
  assert.match(refusal(minimal(ASKED)), /\$\.outcomes_model asks panelists.*needs models/);
  const enriching = minimal({ products: { source: "b", enrich: { enabled: true } } });
  assert.match(refusal(enriching), /\$\.products\.enrich has texts written.*needs models/);
  assert.equal(parseEventConfig(choosing, "c.yaml", { hasModels: true }).backend, null);
  const made = minimal({ ...ASKED, outcomes_model: { name: "deterministic" } });
  assert.ok(isComputed(parseEventConfig(made).outcome!));
});

Deno.test("parseEventConfig() reads the questions at the top where there is no questionnaire", () => {
  const top = { outcomes: { fields: { rating: RATING } }, ...SIMULATED };
  const { outcome } = parseEventConfig(minimal({ ...top, outcomes_model: {} }));
  assert.deepEqual(Object.keys((outcome as Questionnaire).outcomes), ["rating"]);
  assert.match(
    refusal(minimal({ ...ASKED, ...top })),
    /\$\.outcomes stands beside "questionnaire"/,
  );
  const none = refusal(minimal({ outcomes_model: {}, ...SIMULATED }));
  assert.match(none, /\$\.outcomes\.fields is missing: an outcome needs at least one field/);
});

Deno.test("parseEventConfig() hands settings on to where they work", () => {
  const config: EventConfig = parseEventConfig(minimal({
    panelists: {
      source: "a",
      eval_settings: { temperature: 0.1 },
      select_settings: { max_tokens: 50 },
      enrich: { enabled: true, save: { path: "b.jsonl" } },
    },
    products: {
      source: "b.jsonl",
      enrich: { enabled: true, settings: { length: "long", campaign: "Spring" } },
    },
    policy: {
      name: "self_selection",
      choice_set_size: 3,
      order: "file",
      allow_empty_selection: false,
    },
    generator: { include_product_features_in_selection_prompt: false, remember: 2, max_workers: 8 },
    selection: {
      max_selected_soft: 2,
      allow_empty: true,
      include_raw_text: true,
      require_json_only: false,
    },
    outcomes_model: { temperature: 0.9, max_tokens: 77, include_raw_text: true },
    ...ASKED,
    ...SIMULATED,
  }));
  assert.deepEqual(config.evaluating, { temperature: 0.1, maxTokens: undefined });
  assert.deepEqual(config.selecting, { temperature: undefined, maxTokens: 50 });
  assert.equal(config.panelists.enrichment?.saveTo, "b.jsonl");
  assert.deepEqual([config.products.enrichment?.length, config.products.enrichment?.campaign], [
    "long",
    "Spring",
  ]);
  assert.deepEqual(config.policy, {
    name: "self_selection",
    options: { show: 3, order: "file", allowEmpty: false },
  });
  const { includeFeatures, maxSelectedSoft, includeRawText, requireJsonOnly } = config.selection;
  assert.deepEqual([includeFeatures, maxSelectedSoft, includeRawText, requireJsonOnly], [
    false,
    2,
    true,
    false,
  ]);
  assert.deepEqual([config.allowEmpty, config.remember, config.maxWorkers], [true, 2, 8]);
  const { temperature, maxTokens, includeRawText: keepsRaw } = config.outcome as Questionnaire;
  assert.deepEqual([temperature, maxTokens, keepsRaw], [0.9, 77, true]);
});

Deno.test("parseEventConfig() reads backends, and refuses what does not go together", () => {
  const backend = (given: Data) => parseEventConfig(minimal({ backend: given })).backend;
  const flat = backend({
    name: "server",
    model: "m",
    base_url: "http://h:1/v1/",
    timeout_s: 3,
    endpoint: "x/chat/completions",
  });
  assert.deepEqual([flat?.baseUrl, flat?.timeout, flat?.model], ["http://h:1/v1/x", 3000, "m"]);
  assert.equal(backend({ name: "ollama", params: { timeout_s: 2 } })?.timeout, 2000);
  const refused = (given: Data) => refusal(minimal({ backend: given }));
  assert.match(refused({ name: "server" }), /\$\.backend\.base_url is missing/);
  assert.match(
    refused({ name: "server", params: {}, base_url: "http://h" }),
    /base_url stands beside "params"/,
  );
  assert.match(refused({ name: "server", base_url: "h:1" }), /must be an http or https address/);
  const keys = { base_url: "http://h", api_key: "abcdefgh", api_key_env: "K" };
  assert.match(refused({ name: "server", ...keys }), /api_key stands beside api_key_env/);
  assert.match(
    refused({ name: "simulated", base_url: "http://h" }),
    /has no use with the backend "simulated"/,
  );
  assert.match(refused({ name: "models" }), /\$\.backend\.model is missing/);
  assert.match(refused({ name: "gpt" }), /unknown backend "gpt": known are ollama, server/);
});

Deno.test("parseEventConfig() leaves no secret in what is recorded", () => {
  const secret = "correct-horse-battery";
  const config = parseEventConfig(minimal({
    backend: {
      name: "server",
      params: {
        ...{ base_url: "http://user:pass-word@h", api_key: secret, api_key_env: null },
        headers: { "x-login": "Basic aGVsbG86d29ybGQ=" },
      },
    },
    output_dir: `runs/${secret}`,
    panelists: { source: "sk-abcdefghijklmnop.jsonl" },
  }));
  const text = JSON.stringify(config.snapshot);
  for (const part of [secret, "aGVsbG86d29ybGQ=", "pass-word", "abcdefghijklmnop"]) {
    assert.ok(!text.includes(part), part);
  }
  assert.ok(text.includes('"x-login":"[key]"') && text.includes('"max_tokens"') === false);
  assert.equal(config.backend?.key, secret);
});

Deno.test("parseEventConfig() leaves no short secret in what is recorded, and no field out that is called like one", () => {
  const { snapshot } = parseEventConfig(minimal({
    backend: {
      name: "server",
      params: { base_url: "http://h", api_key: "abc", headers: { "x-login": "q7" } },
    },
    questionnaire: {
      outcomes: { fields: { token: { type: "bool", question: "Is the token clear?" } } },
    },
    outcomes_model: { name: "deterministic" },
  }));
  const { backend, questionnaire } = JSON.parse(JSON.stringify(snapshot));
  assert.deepEqual(backend.params, {
    base_url: "http://h",
    api_key: "[key]",
    headers: { "x-login": "[key]" },
  });
  assert.equal(questionnaire.outcomes.fields.token.question, "Is the token clear?");
});

Deno.test("parseEventConfig() refuses texts that could not be saved, before they are written", () => {
  const enrich = { enabled: true };
  assert.throws(
    () =>
      parseEventConfig(minimal({
        panelists: { source: "p.jsonl", enrich: { ...enrich, save: { path: "p.yaml" } } },
        products: { source: "beers.yaml", enrich },
        backend: { name: "simulated" },
      })),
    (error: Error) =>
      /panelists\.enrich\.save must name a JSONL file.*"p\.yaml"/.test(error.message) &&
      /products\.enrich\.save must name .*"beers\.yaml" is none/.test(error.message),
  );
});

Deno.test("readEventConfig() names the lines", async () => {
  const text =
    "panelists: { source: a }\nproducts: { source: b }\npolicy:\n  name: random\n  evals_per_perid: 2\n";
  await assert.rejects(
    readEventConfig(text, "c.yaml"),
    /c\.yaml:5 \$\.policy\.evals_per_perid is an unknown key: did you mean "evals_per_period"/,
  );
  await assert.rejects(readEventConfig("", "c.yaml"), /\$\.panelists is missing/);
});
