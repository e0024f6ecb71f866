import { type Host } from "../host/host.ts";

/**
 * The host's `fetch`, done when the reply is there to its last byte. The providers' packages watch the
 * time until the head arrives; a body that stops half-way would hold its slot for good.
 */
export function wholeFetch(host: Host): typeof fetch {
  return async (input, init) => {
    const response = await host.fetch(input, init);
    const text = await response.text();
    // The response stays the one that came; only its body is read already.
    return Object.assign(response, {
      text: () => Promise.resolve(text),
      // deno-lint-ignore require-await -- a text that is not JSON must reject, not throw
      json: async () => JSON.parse(text),
    });
  };
}
