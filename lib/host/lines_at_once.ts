import { failed } from "./file_failure.ts";

const CHUNK = 1 << 18;

/** The lines of a text file, read without waiting for anything else. */
export function* linesAtOnce(path: string): Generator<string> {
  using file = openedAtOnce(path);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const bytes = new Uint8Array(CHUNK);
  let rest = "";
  for (let read = file.readSync(bytes); read !== null; read = file.readSync(bytes)) {
    const lines = decoder.decode(bytes.subarray(0, read), { stream: true }).split("\n");
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function openedAtOnce(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path);
  } catch (error) {
    throw failed("read", path, error);
  }
}
