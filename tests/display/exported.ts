/** What a documented name is: a class, a function, an interface, a type; and what it says of itself. */
interface Declared {
  readonly kind: string;
  readonly def?: Readonly<Record<string, unknown>>;
}

/** The names that `mod.ts` exports, as `deno doc` knows them. */
export async function exportedNames(): Promise<ReadonlyMap<string, Declared>> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", new URL("../../mod.ts", import.meta.url).pathname],
    stderr: "null",
  }).output();
  if (!success) throw new Error("deno doc cannot read mod.ts");
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
  const all = Object.values<{ symbols: { name: string; declarations: Declared[] }[] }>(nodes)
    .flatMap(({ symbols }) => symbols);
  return new Map(all.flatMap(({ name, declarations: [first] }) => first ? [[name, first]] : []));
}

/** The classes that are exported, those of errors left out: a runtime shows what is thrown. */
export function classesIn(names: ReadonlyMap<string, Declared>): string[] {
  return [...names].filter(([, one]) => one.kind === "class" && !isError(one, names))
    .map(([name]) => name);
}

/** What functions return and what classes hold or return, by exported name of its type, with where that is said. */
export function givenTypes(names: ReadonlyMap<string, Declared>): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const take = (type: unknown, where: string) => {
    for (const name of namesIn(type)) {
      if (names.has(name) && !given.has(name)) given.set(name, where);
    }
  };
  for (const [name, { kind, def = {} }] of names) {
    if (kind === "function") take(def.returnType, `${name}()`);
    if (kind !== "class") continue;
    for (const { name: member, tsType } of listOf(def.properties)) {
      take(tsType, `${name}.${member}`);
    }
    for (const { name: member, functionDef } of listOf(def.methods)) {
      take(objectOf(functionDef).returnType, `${name}.${member}`);
    }
  }
  return given;
}

/** Whether a type is a record of words, numbers and intervals: what a runtime shows whole in a line. */
export function isFlat(name: string, names: ReadonlyMap<string, Declared>): boolean {
  const { kind, def = {} } = names.get(name) ?? { kind: "" };
  if (kind === "typeAlias") return isFlatType(def.tsType, names);
  const [methods, members] = [listOf(def.methods), listOf(def.properties)];
  return kind === "interface" && methods.length === 0 &&
    members.every(({ tsType }) => isFlatType(tsType, names));
}

function isFlatType(type: unknown, names: ReadonlyMap<string, Declared>): boolean {
  const { kind, value, repr } = objectOf(type);
  if (kind === "keyword" || kind === "literal") return true;
  if (kind === "union" && Array.isArray(value)) {
    return value.every((one) => isFlatType(one, names));
  }
  return kind === "typeRef" && (repr === "Interval" || isWord(String(repr), names));
}

/** A closed choice of words, as `Grade`. */
function isWord(name: string, names: ReadonlyMap<string, Declared>): boolean {
  const { kind, def = {} } = names.get(name) ?? { kind: "" };
  return kind === "typeAlias" && isFlatType(def.tsType, names);
}

function isError({ def = {} }: Declared, names: ReadonlyMap<string, Declared>): boolean {
  const parent = def.extends;
  if (typeof parent !== "string") return false;
  const one = names.get(parent);
  return /Error$|^Halt$/.test(parent) || (one !== undefined && isError(one, names));
}

/** The names of types in a type, those of functions' parameters left out. */
function namesIn(type: unknown): string[] {
  if (Array.isArray(type)) return type.flatMap(namesIn);
  if (typeof type !== "object" || type === null) return [];
  const { kind, typeName, resolution: _, ...rest } = objectOf(type);
  if (kind === "fnOrConstructor") return [];
  return [
    ...(typeof typeName === "string" ? [typeName] : []),
    ...Object.values(rest).flatMap(namesIn),
  ];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
