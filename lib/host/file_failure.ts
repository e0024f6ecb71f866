/** Does something with a file; a failure is a sentence that names the path. */
export async function said<T>(verb: string, path: string | URL, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw failed(verb, path, error);
  }
}

/** The error that something could not be done with a file. */
export function failed(verb: string, path: string | URL, error: unknown): Error {
  const name = path instanceof URL ? decodeURI(path.pathname) : path;
  return new Error(`Cannot ${verb} "${name}": ${reason(error)}`, { cause: error });
}

function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "the system denies access";
  if (error instanceof Deno.errors.NotCapable) return "the program runs without that permission";
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder, not a file";
  if (error instanceof Deno.errors.NotADirectory) return "a part of the path is not a folder";
  if (error instanceof Deno.errors.AlreadyExists) return "a file stands where a folder must be";
  if (error instanceof TypeError && /encod/.test(error.message)) return "it is not UTF-8 text";
  if (error instanceof RangeError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/ \(os error \d+\)/, "").replace(/[,:] \w+ '.*'$/, "").toLowerCase();
}
