import { type Issue } from "../schema/input_error.ts";
import { patternIssue } from "../schema/pattern.ts";
import { suggest } from "../schema/suggest.ts";
import { type Round } from "./instrument.ts";
import { END } from "./routes.ts";

/**
 * Everything that is wrong with the way from round to round: doubled names, rounds that do not exist,
 * a route without a last `else`, a regular expression that is none, a circle.
 */
export function routeIssues(rounds: readonly Round[]): Issue[] {
  const names = rounds.map(({ name }) => name);
  const issues = rounds.flatMap((round, place) => [
    ...misnamed(round, place, names),
    ...strangers(round, place, names),
    ...routes(round, place),
  ]);
  const circle = issues.length === 0 ? findCircle(rounds) : undefined;
  return circle === undefined
    ? issues
    : [{ path: "$.rounds", message: `must not lead in a circle: ${circle.join(" → ")}` }];
}

function misnamed({ name }: Round, place: number, names: readonly string[]): Issue[] {
  const path = `$.rounds[${place}].name`;
  if (name === END) return [{ path, message: `is "${END}", which names the end of the rounds` }];
  if (names.indexOf(name) === place) return [];
  return [{ path, message: `is "${name}", which another round is called` }];
}

function strangers(round: Round, place: number, names: readonly string[]): Issue[] {
  const targets = [
    ...(round.dependsOn === undefined ? [] : [["depends_on", round.dependsOn] as const]),
    ...(round.routeWhen ?? []).map((route, at) => [`route_when[${at}]`, route.goto] as const),
  ];
  return targets.flatMap(([key, target]) => {
    if (names.includes(target) || (target === END && key !== "depends_on")) return [];
    const near = suggest(target, key === "depends_on" ? names : [...names, END]);
    const help = near ? `: did you mean "${near}"?` : "";
    const path = `$.rounds[${place}].${key}`;
    return [{ path, message: `names the round "${target}", which does not exist${help}` }];
  });
}

function routes({ routeWhen }: Round, place: number): Issue[] {
  if (routeWhen === undefined) return [];
  const path = `$.rounds[${place}].route_when`;
  const issues: Issue[] = [];
  if (routeWhen.at(-1)?.if !== undefined) {
    issues.push({ path, message: "must end with { else: ROUND }" });
  }
  routeWhen.forEach((route, at) => {
    if (route.if === undefined && at < routeWhen.length - 1) {
      issues.push({
        path: `${path}[${at}]`,
        message: "must be the last entry: else matches always",
      });
    }
    const message = route.if?.op === "matches" ? patternIssue(route.if.value) : undefined;
    if (message !== undefined) {
      issues.push({ path: `${path}[${at}].if.value`, message });
    }
  });
  return issues;
}

/** A circle over the ways forward: routes, and from a round to those that depend on it. */
function findCircle(rounds: readonly Round[]): string[] | undefined {
  const next = (name: string): string[] => [
    ...(rounds.find((round) => round.name === name)?.routeWhen ?? []).map(({ goto }) => goto),
    ...rounds.filter((round) => round.dependsOn === name).map((round) => round.name),
  ];
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const target of next(name)) {
      const circle = walk(target, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  return rounds.map(({ name }) => walk(name, [])).find((circle) => circle !== undefined);
}
