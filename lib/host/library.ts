import { type Host } from "./host.ts";

/** A shelf of the library: what lies there, here and at the user's. */
export interface Shelf {
  /** The word for one thing on it, as in `"persona pack"`. */
  readonly what: string;
  /** The folder under `fixtures/` that ships with the program. */
  readonly bundled: string;
  /** The folder under the user's `~/.quorum`. */
  readonly saved: string;
  /** Which of the known ids a mistaken one may mean. */
  readonly nearest: (id: string, known: readonly string[]) => string | undefined;
}

/** A file that was found. */
export interface Found {
  /** The path as a person would write it: as given, or the id of what was found on a shelf. */
  readonly name: string;
  /** Where it is. */
  readonly path: string | URL;
}

/** Where the user's own things are kept: `QUORUM_HOME`, or `~/.quorum`; undefined without a home. */
export function homeFolder(host: Host): string | undefined {
  const home = host.env("HOME") ?? host.env("USERPROFILE");
  return host.env("QUORUM_HOME") ?? (home === undefined ? undefined : `${home}/.quorum`);
}

/**
 * Finds a file by its path or, where there is none, by the id of something saved or bundled; what the
 * user saved comes first.
 *
 * @throws {Error} When there is neither; the sentence lists the known ids, and the nearest.
 */
export async function findFile(host: Host, reference: string, shelf: Shelf): Promise<Found> {
  if (await host.files.isFile(reference)) {
    return { name: reference, path: reference };
  }
  if (isId(reference)) {
    for (const folder of foldersOf(host, shelf)) {
      const path = folder instanceof URL
        ? new URL(`${reference}.yaml`, folder)
        : `${folder}/${reference}.yaml`;
      if (await host.files.isFile(path)) {
        return { name: reference, path };
      }
    }
  }
  const known = await knownIds(host, shelf);
  const near = shelf.nearest(reference, known);
  const help = near === undefined ? "known are" : `did you mean "${near}"? Known are`;
  throw new Error(
    `Cannot read "${reference}": there is no such file, and no ${shelf.what} of that name` +
      (known.length === 0 ? "" : ` (${help} ${known.join(", ")})`),
  );
}

/** The ids of everything on a shelf, saved and bundled, sorted. */
export async function knownIds(host: Host, shelf: Shelf): Promise<string[]> {
  const lists = await Promise.all(
    foldersOf(host, shelf).map((folder) => host.files.list(folder).catch(() => [])),
  );
  const names = lists.flat().filter((name) => name.endsWith(".yaml"));
  const ids = names.map((name) => name.slice(0, -".yaml".length)).filter(isId);
  return [...new Set(ids)].sort();
}

/** A file that ships with the program. */
export function bundledFile(path: string): URL {
  return new URL(`../../fixtures/${path}`, import.meta.url);
}

// Nothing in an id leads out of its folder.
function isId(text: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(text);
}

function foldersOf(host: Host, shelf: Shelf): (string | URL)[] {
  const home = homeFolder(host);
  return [
    ...(home === undefined ? [] : [`${home}/${shelf.saved}`]),
    bundledFile(`${shelf.bundled}/`),
  ];
}
