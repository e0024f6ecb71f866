import { Buffer } from "node:buffer";
import { createHmac, randomUUID } from "node:crypto";
import { type Message, parseMessage } from "./messages.ts";
import type { Frames } from "./zmtp.ts";

/** A message as it came, with the id of the request it belongs to. */
export interface Received {
  readonly parent: string;
  readonly message: Message | null;
}

const DELIMITER = "<IDS|MSG>";

/** Writes and reads signed messages of the Jupyter protocol 5.3 for one session. */
export class Wire {
  readonly #key: string;
  readonly #session = randomUUID();

  constructor(key: string) {
    this.#key = key;
  }

  /** Gives a request its id and the frames to send. */
  encode(type: string, content: unknown): { readonly id: string; readonly frames: Frames } {
    const id = randomUUID();
    const header = {
      msg_id: id,
      session: this.#session,
      username: "quorum",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.3",
    };
    const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
    return { id, frames: [Buffer.from(DELIMITER), Buffer.from(this.#sign(parts)), ...parts] };
  }

  /** Verifies the signature of a message and reads it. */
  decode(frames: Frames): Received {
    const texts = frames.map((frame) => Buffer.from(frame).toString());
    const start = texts.indexOf(DELIMITER) + 1;
    const [signature, header, parent, , content] = texts.slice(start, start + 5);
    if (
      header === undefined || parent === undefined || content === undefined ||
      signature !== this.#sign(frames.slice(start + 1, start + 5))
    ) {
      throw new TypeError("Cannot read a message of the kernel: its signature does not match");
    }
    return {
      parent: JSON.parse(parent).msg_id ?? "",
      message: parseMessage(JSON.parse(header).msg_type, JSON.parse(content)),
    };
  }

  #sign(parts: Frames): string {
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}
