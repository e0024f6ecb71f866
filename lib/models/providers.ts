import { anthropicModel } from "./anthropic.ts";
import { openaiModel } from "./openai.ts";
import { type Provider } from "./provider.ts";
import { simulated } from "./simulated.ts";

/**
 * Every provider, in the order in which ids are matched: a new one is a line here and, where it
 * speaks a wire format of its own, a file.
 */
export const PROVIDERS: readonly Provider[] = [
  {
    name: "simulated",
    claims: (id) => id === "simulated" ? id : undefined,
    keys: [],
    baseUrl: null,
    path: "",
    standard: null,
    model: () => simulated(),
  },
  compatible("anthropic", "claude-", ["ANTHROPIC_API_KEY"], "https://api.anthropic.com", "", {
    standard: "sonnet",
    model: anthropicModel,
  }),
  compatible(
    "gemini",
    "gemini-",
    ["GEMINI_API_KEY", "GOOGLE_API_KEY"],
    "https://generativelanguage.googleapis.com",
    "/v1beta/openai",
    { standard: "gemini-2.5-flash" },
  ),
  compatible("xai", "grok-", ["XAI_API_KEY"], "https://api.x.ai", "/v1", { standard: "grok-3" }),
  compatible(
    "openrouter",
    "openrouter/",
    ["OPENROUTER_API_KEY"],
    "https://openrouter.ai",
    "/api/v1",
    {
      standard: "openrouter/auto",
      strip: true,
    },
  ),
  compatible("ollama", "ollama:", [], "http://localhost:11434", "/v1", { strip: true }),
  compatible("local", "local:", [], "http://localhost:1234", "/v1", { strip: true }),
  compatible("openai", "", ["OPENAI_API_KEY"], "https://api.openai.com", "/v1", {
    standard: "gpt-4o-mini",
  }),
];

// The order in which the providers' keys decide who answers when no model is named.
export const KEY_ORDER = ["anthropic", "openai", "gemini", "xai", "openrouter"] as const;

function compatible(
  name: string,
  prefix: string,
  keys: readonly string[],
  address: string,
  path: string,
  { standard = null, strip = false, model = openaiModel }: {
    readonly standard?: string | null;
    readonly strip?: boolean;
    readonly model?: Provider["model"];
  },
): Provider {
  return {
    name,
    claims: (id) => {
      if (!id.startsWith(prefix)) return undefined;
      return strip ? id.slice(prefix.length) : id;
    },
    keys,
    baseUrl: [`${name.toUpperCase()}_BASE_URL`, address],
    path,
    standard,
    model,
  };
}
