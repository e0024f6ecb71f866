import { type Host } from "../host/host.ts";

// These statuses have no body, and a response cannot be made with one.
const BODILESS = new Set([204, 205, 304]);

/**
 * The host's `fetch`, done when the reply is there to its last byte. The providers' packages watch the
 * time until the head arrives; a body that stops half-way would hold its slot for good.
 */
export function wholeFetch(host: Host): typeof fetch {
  return async (input, init) => {
    const response = await host.fetch(input, init);
    const body = await response.arrayBuffer();
    return new Response(BODILESS.has(response.status) ? null : body, response);
  };
}
