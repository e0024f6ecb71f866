/** A test that needs a program which is not on every machine. */
export interface Needy {
  readonly name: string;
  /** The program that it needs, as in `"chromium"`, or all of them. */
  readonly program: string | readonly string[];
  readonly fn: () => Promise<void>;
}

/**
 * Registers a test that needs a program. Where the program is missing the test is ignored, with the
 * reason in its name; under `CI_REQUIRE=all` it fails instead.
 */
export function testWith({ name, program, fn }: Needy): void {
  const missing = [program].flat().find((one) => !isInstalled(one));
  const isRequired = Deno.env.get("CI_REQUIRE") === "all";
  const reason = missing === undefined ? "" : ` (ignored: ${missing} is not installed)`;
  Deno.test({
    name: isRequired ? name : name + reason,
    ignore: missing !== undefined && !isRequired,
    fn: () => {
      if (missing !== undefined) {
        throw new Error(`Cannot test without ${missing}, which CI_REQUIRE=all asks for`);
      }
      return fn();
    },
  });
}

/** Whether a program is on the path. */
export function isInstalled(program: string): boolean {
  return programPath(program) !== null;
}

/** Where a program is on the path; null where it is not. */
export function programPath(program: string): string | null {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const places = folders.map((folder) => `${folder}/${program}`);
  return places.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  }) ?? null;
}
