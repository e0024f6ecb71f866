import type { Reply } from "./wire.ts";

/** A whole answer; after the `last` one of a connection it is closed. */
export function whole({ status, headers, body }: Reply, last: boolean): Response {
  return new Response(body, {
    status,
    headers: last ? { ...headers, connection: "close" } : headers,
  });
}

/** Promises the whole body and one byte more, sends half of it, and so closes the connection. */
export function cut(reply: Reply): Response {
  const bytes = new TextEncoder().encode(reply.body);
  const half = new Blob([bytes.subarray(0, bytes.length >> 1)]).stream();
  const headers = { ...reply.headers, "content-length": String(bytes.length + 1) };
  return new Response(half, { status: reply.status, headers });
}
