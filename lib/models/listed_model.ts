import { modelId } from "./aliases.ts";

/** A vendor as public lists write it: by what its models' names begin, and which its own service has. */
interface Vendor {
  readonly prefix: string;
  /** The name at the vendor's own service; undefined where that is not certain. */
  readonly own: (name: string) => string | undefined;
}

const nowhere = () => undefined;
const same = (pattern: RegExp) => (name: string) => pattern.test(name) ? name : undefined;

// Without a second number an alias of Anthropic's needs a date, which lists leave out.
const ANTHROPIC = /^claude-[a-z]+-\d+-\d+(-\d{8})?$/;

/** The vendors whose names on public lists are those of OpenRouter. */
const VENDORS: Readonly<Record<string, Vendor>> = {
  anthropic: {
    prefix: "claude-",
    own: (name) => same(ANTHROPIC)(name.replace(/(?<=\d)\.(?=\d)/g, "-")),
  },
  openai: { prefix: "gpt-", own: same(/^(gpt-(?!oss)[\w.-]+|o\d[\w.-]*)$/) },
  google: { prefix: "gemini-", own: same(/^gemini-[\w.-]+$/) },
  "x-ai": { prefix: "grok-", own: same(/^grok-[\w.-]+$/) },
  "meta-llama": { prefix: "", own: nowhere },
  mistralai: { prefix: "", own: nowhere },
  deepseek: { prefix: "", own: nowhere },
  qwen: { prefix: "", own: nowhere },
};

/** Labels for people that say which model is meant, and what it is called. */
const LABELS: readonly (readonly [label: RegExp, name: string])[] = [
  [/^(?:claude )?(haiku|sonnet|opus) (\d(?:\.\d)?)$/, "claude-$1-$2"],
  [/^gpt-([\w.]+)[ -](mini|nano)$/, "gpt-$1-$2"],
  [/^gpt-([\w.]+)$/, "gpt-$1"],
  [/^gemini (\d\.\d) (pro|flash)$/, "gemini-$1-$2"],
  [/^gemini (\d\.\d) flash[ -]lite$/, "gemini-$1-flash-lite"],
  [/^grok (\d(?:\.\d)?)$/, "grok-$1"],
];

/** How a model stands on a public list. */
export interface ListedModel {
  /** What it is called there, as in `"SynthPanel (Haiku 4.5)"`. */
  readonly label: string;
  /** `vendor/name`, where the list says it. */
  readonly modelId: string | null;
  /** `framework--name--temperature--…`, where the list says it. */
  readonly configId: string | null;
}

/**
 * What a model of a public list is called here, the vendor's own service first and OpenRouter after it.
 * Empty where it is not certain which model is meant: a label such as "Gemini Flash Lite" names no version,
 * and respondents inside the program are on no list.
 *
 * @example
 * ```ts
 * import { listedModel } from "./listed_model.ts";
 *
 * const [own, other] = listedModel({ label: "A", modelId: "anthropic/claude-haiku-4.5", configId: null });
 * if (own !== "claude-haiku-4-5" || other !== "openrouter/anthropic/claude-haiku-4.5") throw new Error();
 * if (listedModel({ label: "Gemini Flash Lite", modelId: null, configId: null }).length > 0) throw new Error();
 * ```
 */
export function listedModel({ label, modelId: slug, configId }: ListedModel): string[] {
  const [, name] = /^[^-]+--([a-z0-9.-]+?)--t/.exec(configId ?? "") ?? [];
  const found = [bySlug(slug ?? ""), byName(name ?? ""), byLabel(label)];
  return found.find((names) => names.length > 0) ?? [];
}

function bySlug(slug: string): string[] {
  const [, vendor = "", name = ""] = /^([a-z-]+)\/([\w.-]+(?::[a-z]+)?)$/.exec(slug) ?? [];
  if (!Object.hasOwn(VENDORS, vendor)) return [];
  const own = VENDORS[vendor]?.own(name);
  // A date is the vendor's; OpenRouter's names have none.
  const isDated = /-\d{8}$|-\d{4}-\d\d-\d\d$/.test(name);
  return [...(own === undefined ? [] : [own]), ...(isDated ? [] : [`openrouter/${slug}`])];
}

function byName(name: string): string[] {
  const [vendor] = Object.entries(VENDORS)
    .find(([, { prefix }]) => prefix !== "" && name.startsWith(prefix)) ?? [];
  return vendor === undefined ? [] : bySlug(`${vendor}/${name}`);
}

function byLabel(label: string): string[] {
  const text = label.trim();
  if (modelId(text) !== text) return [text];
  if (/^openrouter\/[\w.-]+\/[\w.-]+(:[a-z]+)?$/.test(text)) return [text];
  const named = bySlug(text).length > 0 ? bySlug(text) : byName(text);
  if (named.length > 0) return named;
  const inside = /^(?:synthpanel|althing) \((.+)\)$/i.exec(text)?.[1] ?? text;
  const plain = inside.toLowerCase();
  const [pattern, name] = LABELS.find(([pattern]) => pattern.test(plain)) ?? [];
  return pattern && name ? byName(plain.replace(pattern, name)) : [];
}
