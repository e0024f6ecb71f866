import { importsOf } from "./imports.ts";
import { type Offence, offence, type Source } from "./source.ts";

/** The floor of every room; a file imports from lower floors and from its own room. */
export const FLOORS: ReadonlyMap<string, number> = new Map([
  ...["host", "random", "schema", "statistics"].map((room) => [room, 1] as const),
  ...["models", "personas", "instruments", "rows", "benchmarks"].map((room) => [room, 2] as const),
  ...["encounters", "engine", "analysis"].map((room) => [room, 3] as const),
  ["display", 4],
  ["studies", 5],
  ["commands", 6],
  ["mod.ts", 6],
  ["cli.ts", 7],
]);

/** Arrows that do not run down, and rooms that nobody knows. */
export function floorOffences(source: Source): Offence[] {
  const room = roomOf(source.path);
  const floor = FLOORS.get(room);
  if (floor === undefined) return [offence(source, 0, `is in no room of the house: "${room}"`)];
  return importsOf(source).flatMap(({ specifier, at }) => {
    const says = specifier === null
      ? "imports a computed path: nobody can tell which room it is in"
      : whyNot(room, floor, targetOf(source.path, specifier));
    return says === undefined ? [] : [offence(source, at, says)];
  });
}

/** Files of one room that import each other in a circle, each circle once. */
export function circleOffences(sources: readonly Source[]): Offence[] {
  const arrows = new Map(sources.map((source) => [source.path, neighboursOf(source)]));
  return sources.flatMap((source) => {
    const circle = circleFrom(source.path, arrows);
    if (circle === undefined) return [];
    const first = importsOf(source).find(({ specifier }) =>
      specifier !== null && targetOf(source.path, specifier) === circle[1]
    );
    return [offence(source, first?.at ?? 0, `stands in a circle: ${circle.join(" → ")}`)];
  });
}

/** The file that a specifier means; undefined for a package. */
export function targetOf(path: string, specifier: string): string | undefined {
  if (specifier === "@quorum/quorum") return "mod.ts";
  if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, `file:///${path}`).pathname.slice(1);
  return specifier.startsWith("file:") ? new URL(specifier).pathname.slice(1) : undefined;
}

function roomOf(path: string): string {
  const [top = "", room = ""] = path.split("/");
  return top === "lib" ? room : path;
}

function whyNot(room: string, floor: number, target: string | undefined): string | undefined {
  if (target === undefined || roomOf(target) === room) return undefined;
  if (target === "mod.ts" && room !== "cli.ts") {
    return "imports mod.ts: inside the house, import the file itself";
  }
  const below = FLOORS.get(roomOf(target));
  if (below === undefined) return `imports ${target}, which is in no room of the house`;
  if (below < floor) return undefined;
  return `imports ${target} of floor ${below}: from "${room}", arrows run to floors below ${floor}`;
}

function neighboursOf(source: Source): string[] {
  return importsOf(source)
    .map(({ specifier }) => specifier === null ? undefined : targetOf(source.path, specifier))
    .filter((target) => target !== undefined)
    .filter((target) => roomOf(target) === roomOf(source.path));
}

// The shortest way back to where it began, over files that sort after it: so each circle has one start.
function circleFrom(
  start: string,
  arrows: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const seen = new Set<string>();
  const ways = [[start]];
  for (const way of ways) {
    for (const next of arrows.get(way.at(-1) ?? "") ?? []) {
      if (next === start) return [...way, next];
      if (next < start || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
