import { BrokenReply } from "./broken_reply.ts";

/** The longest reply that is read, in bytes: far more than any model says at once. */
const LONGEST = 32 * 2 ** 20;

/**
 * The text of a response, read to its last byte.
 *
 * @throws {BrokenReply} When it breaks off, or is longer than 32 MB: a service that never stops must not
 * fill the memory.
 */
export async function wholeText(
  response: Response,
  timeLimit?: AbortSignal | null,
): Promise<string> {
  try {
    return isShort(response) ? await response.text() : await textOf(response);
  } catch (cause) {
    if (cause instanceof BrokenReply) throw cause;
    const reason = timeLimit?.aborted ? "no reply arrived in time" : "the connection broke off";
    throw new BrokenReply(reason, { cause });
  }
}

// Reading in one go takes half the time; a length says nothing about what is packed.
function isShort({ headers }: Response): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= LONGEST && !headers.has("content-encoding");
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  // Leaving the loop cuts off what would still come.
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > LONGEST) throw new BrokenReply("the reply is longer than 32 MB");
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
