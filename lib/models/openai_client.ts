import type OpenAI from "openai";
import { type Host } from "../host/host.ts";
import { type Connection } from "./provider.ts";
import { wholeFetch } from "./whole_fetch.ts";

/**
 * A client of the `openai` package for one run; retries are the engine's.
 *
 * @param send How requests are sent. @default {to the last byte of the reply}
 */
export async function openaiClient(
  connection: Connection,
  host: Host,
  run: AbortSignal,
  send: typeof fetch = wholeFetch(host, run),
): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    // Ollama and local servers take no key, but the client insists on one.
    apiKey: connection.key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: connection.baseUrl,
    defaultHeaders: { ...connection.headers },
    fetch: send,
    maxRetries: 0,
    timeout: connection.timeout,
    logLevel: "off",
  });
}
