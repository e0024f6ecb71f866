import { type FailureKind, type ModelError } from "../models/model_error.ts";

/** How many final failures of a model that never answered mean that it never will. */
const PATIENCE = 5;

/** The failures that may pass, and that nothing can be read from while they last. */
const SILENT: ReadonlySet<FailureKind> = new Set(["transport", "unreadable", "server"]);

/**
 * Stops a run from asking a model over and over that cannot answer: at once when the key or the model's
 * name is refused, and after a few final failures when nothing has ever arrived. What would have been
 * asked fails with the same sentence, and nothing is sent.
 */
export class Fuse {
  #error: ModelError | undefined;
  #hasWorked = false;
  #failures = 0;

  /** Fails when the fuse has blown. */
  check(): void {
    if (this.#error) throw this.#error;
  }

  /** Takes note of a reply. */
  worked(): void {
    this.#hasWorked = true;
  }

  /** Takes note of a final failure. */
  failed(error: ModelError): void {
    const isHopeless = error.kind === "auth" || error.kind === "unknown model";
    const isSilent = SILENT.has(error.kind);
    if (isSilent) this.#failures += 1;
    const neverAnswers = isSilent && !this.#hasWorked && this.#failures >= PATIENCE;
    if (isHopeless || neverAnswers) this.#error = error;
  }
}
