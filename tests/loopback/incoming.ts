/** A body as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands behind the path of a URL; empty where nothing does. */
export function queryOf(url: string): string {
  const from = url.indexOf("?");
  return from < 0 ? "" : url.slice(from + 1);
}

/** The path of a URL, without the query; quicker than `new URL`. */
export function pathOf(url: string): string {
  const from = url.indexOf("/", 8);
  const query = url.indexOf("?", from);
  return query < 0 ? url.slice(from) : url.slice(from, query);
}
