import type { Message, MimeBundle } from "./messages.ts";

/** Text a cell wrote. */
export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** What a cell showed. */
export interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
}

/** The value of the last expression of a cell. */
export interface ResultOutput {
  readonly output_type: "execute_result";
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
  readonly execution_count: number | null;
}

/** The error a cell ended with. */
export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** An output of a code cell as nbformat 4.5 has it, its text not yet split into lines. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** The shown outputs of a kernel by display id, which any later cell can update. */
export type Displays = Map<string, Updatable[]>;

type Updatable = DisplayOutput | ResultOutput;
type Shown = Extract<Message, { type: "display_data" | "execute_result" }>;
type Update = Extract<Message, { type: "update_display_data" }>["content"];

/** Folds the messages of one cell into its outputs. */
export class OutputArea {
  readonly #displays: Displays;
  #outputs: Exclude<Output, ErrorOutput>[] = [];
  #error: ErrorOutput | undefined;
  #clearBeforeNext = false;

  constructor(displays: Displays = new Map()) {
    this.#displays = displays;
  }

  /** The outputs so far; the error comes last, whenever it came. */
  get outputs(): Output[] {
    return this.#error === undefined ? [...this.#outputs] : [...this.#outputs, this.#error];
  }

  /** The error, if there was one. */
  get error(): ErrorOutput | undefined {
    return this.#error;
  }

  /** Takes one message in; what shows nothing is passed over. */
  add(message: Message): void {
    switch (message.type) {
      case "stream":
        return this.#write(message.content);
      case "display_data":
      case "execute_result":
        return this.#show(message);
      case "update_display_data":
        return this.#update(message.content);
      case "clear_output":
        return this.#clear(message.content.wait);
      case "error":
        this.#error = { output_type: "error", ...message.content };
    }
  }
  #write({ name, text }: { name: StreamOutput["name"]; text: string }): void {
    const last = this.#clearBeforeNext ? undefined : this.#outputs.at(-1);
    if (last?.output_type !== "stream" || last.name !== name) {
      return this.#push({ output_type: "stream", name, text });
    }
    this.#outputs.splice(-1, 1, { ...last, text: last.text + text });
  }

  #show({ type, content: { transient, ...content } }: Shown): void {
    const output = { output_type: type, ...content } as Updatable; // the schema pairs them so
    this.#push(output);
    const id = transient.display_id;
    if (id !== undefined) this.#displays.getOrInsertComputed(id, () => []).push(output);
  }

  #update({ data, metadata, transient }: Update): void {
    const outputs = this.#displays.get(transient.display_id ?? "") ?? [];
    for (const output of outputs) Object.assign(output, { data, metadata });
  }

  #clear(wait: boolean): void {
    this.#clearBeforeNext = wait;
    if (!wait) this.#outputs = [];
  }

  #push(output: Exclude<Output, ErrorOutput>): void {
    if (this.#clearBeforeNext) this.#clear(false);
    this.#outputs.push(output);
  }
}
