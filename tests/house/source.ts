// The syntax tree of the linter is there in `deno test` only, and its types in this library.
/// <reference lib="deno.unstable" />
import assert from "node:assert/strict";

/** A file of the house, parsed by Deno's linter: the text, and every node of its syntax tree. */
export interface Source {
  /** The path from the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with every comment blanked out; places and lines stay. */
  readonly code: string;
  readonly comments: readonly Deno.lint.Program["comments"][number][];
  readonly nodes: readonly Node[];
}

/** A node below the program; all of them know their parent. */
export type Node = Exclude<Tree, Deno.lint.Program>;

/** A node of the tree, comments aside. */
export type Tree =
  | Exclude<Deno.lint.Node, Deno.lint.LineComment | Deno.lint.BlockComment>
  | Deno.lint.Parameter;

/** One breach of a rule of the house. */
export interface Offence {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** Parses a file's text, so that comments and strings can neither hide a use nor be taken for one. */
export function parse(path: string, text: string): Source {
  const nodes: Node[] = [];
  let comments: Source["comments"] = [];
  const collect: Deno.lint.LintVisitor = {
    Program: (program) => void (comments = program.comments),
    "*": (node: Tree) => {
      if (node.type !== "Program") nodes.push(node);
    },
  };
  const plugin = { name: "house", rules: { nodes: { create: () => collect } } };
  Deno.lint.runPlugin(plugin, path, text);
  return { path, text, comments, nodes, code: blanked(text, comments) };
}

/** The node around a node. */
export function parentOf(node: Node): Tree {
  // The types allow a comment here, which has no children.
  return node.parent as Tree;
}

/** Every file under `lib/`, and what stands at the top. */
export function houseOf(root: URL): Source[] {
  const tops = ["mod.ts", "cli.ts"].filter((name) => entriesOf(root).some((e) => e.name === name));
  return [...filesUnder(new URL("lib/", root), "lib/"), ...tops]
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => parse(path, Deno.readTextFileSync(new URL(path, root))));
}

/** An offence at a place in a file. */
export function offence(source: Source, at: number, says: string): Offence {
  return { path: source.path, line: source.text.slice(0, at).split("\n").length, says };
}

/** Every offence in words, a line each, ordered by place. */
export function report(offences: readonly Offence[]): string {
  return offences
    .toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
    .map(({ path, line, says }) => `\n  ${path}:${line} ${says}`)
    .join("");
}

/** Fails with the list of offences, when there are any. */
export function assertClean(offences: readonly Offence[]): void {
  if (offences.length > 0) assert.fail(`${offences.length} offences${report(offences)}`);
}

function filesUnder(folder: URL, name: string): string[] {
  return entriesOf(folder).flatMap((entry) =>
    entry.isDirectory
      ? filesUnder(new URL(`${entry.name}/`, folder), `${name}${entry.name}/`)
      : [`${name}${entry.name}`]
  );
}

function entriesOf(folder: URL): Deno.DirEntry[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
}

function blanked(text: string, comments: Source["comments"]): string {
  let code = "";
  let done = 0;
  for (const { range: [from, to] } of comments) {
    code += text.slice(done, from) + text.slice(from, to).replace(/[^\n]/g, " ");
    done = to;
  }
  return code + text.slice(done);
}
