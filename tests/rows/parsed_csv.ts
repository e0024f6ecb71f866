/** The cells of a table as RFC 4180 has them; written for the tests, and for nothing else. */
export function parsedCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, at]: [string[], number] = [[], 0];
  while (at < text.length) {
    const [whole = "", quoted, bare = "", end = ""] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(text.slice(at)) ?? [];
    if (whole === "") throw new Error(`this is no cell: ${text.slice(at, at + 40)}`);
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
    at += whole.length;
  }
  return rows;
}
