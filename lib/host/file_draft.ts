import { dirname } from "node:path";
import { failed, said } from "./file_failure.ts";
import { type FileDraft } from "./host.ts";
import { isStream, refuseReadOnly } from "./target_file.ts";

/** Begins a file under another name beside it; a device or a pipe, which cannot be replaced, itself. */
export async function fileDraft(path: string): Promise<FileDraft> {
  const there = await Deno.stat(path).catch(() => undefined);
  const isKept = !isStream(there);
  const temporary = isKept ? `${path}.${crypto.randomUUID().slice(0, 8)}.tmp` : path;
  const file = await said("write", path, () => {
    refuseReadOnly(there);
    return isKept ? begin(temporary) : Deno.open(path, { write: true });
  });
  const encoder = new TextEncoder();
  let isOpen = true;
  const close = () => {
    if (isOpen) file.close();
    isOpen = false;
  };
  return {
    write: (piece) => {
      const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
      try {
        for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
      } catch (error) {
        throw failed("write", path, error);
      }
    },
    finish: () =>
      said("write", path, async () => {
        if (isKept) await file.sync();
        close();
        if (isKept) await Deno.rename(temporary, path);
      }),
    discard: async () => {
      close();
      if (isKept) await Deno.remove(temporary).catch(() => {});
    },
  };
}

async function begin(path: string): Promise<Deno.FsFile> {
  await Deno.mkdir(dirname(path), { recursive: true });
  return await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
}
