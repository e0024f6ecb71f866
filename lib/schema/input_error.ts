/** One thing that is wrong with an input, and where. */
export interface Issue {
  /** Where in the data, as in `$.rounds[1].questions[0].text`; `$` is the whole of it. */
  readonly path: string;
  /** What must be the case, without the path. */
  readonly message: string;
  /** The line in the file, counted from 1, where it is known. */
  readonly line?: number;
}

/**
 * An input that cannot be used: a file, an argument or a reply that is not as it must be. It carries
 * every issue that was found, so that all can be mended at once.
 */
export class InputError extends TypeError {
  /** Tells the class. */
  override readonly name = "InputError";
  /** What was read: a file's path or a few words such as `"the persona"`. */
  readonly what: string;
  /** Everything that is wrong, in the order in which it stands in the input. */
  readonly issues: readonly Issue[];

  /** An error about an input and everything that is wrong with it. */
  constructor(what: string, issues: readonly Issue[]) {
    super(sentence(what, issues));
    this.what = what;
    this.issues = issues;
  }
}

function sentence(what: string, issues: readonly Issue[]): string {
  const lines = issues.map((issue) => describe(what, issue));
  if (lines.length === 1) return `Cannot read ${what}: ${lines[0]}`;
  return [`Cannot read ${what}: ${lines.length} problems`, ...lines.map((line) => `  ${line}`)]
    .join("\n");
}

function describe(what: string, { path, message, line }: Issue): string {
  const at = line === undefined ? "" : `${what}:${line} `;
  return path === "$" ? `${at}${message}` : `${at}${path} ${message}`;
}
