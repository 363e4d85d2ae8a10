import { posix } from 'node:path';
import { importsOf, sourceFiles } from './imports.ts';

/**
 * The rooms of a source folder, lowest first, each with the rooms whose files it may import. A room
 * is a folder (`storage`, `language/values`) or a single file (`cli.ts`); the longest name that fits
 * decides, so that `language` holds what `language/values` does not. Type-only imports count.
 */
export type RoomRules = Readonly<Record<string, readonly string[]>>;

/** A source file: its path inside the folder, and the paths that it imports there. */
interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
}

const TEST_CODE = /(^|\/)testing\/|\.test\.ts$/;

/** Reads the sources below a folder, without tests and what only tests use. */
export function readSources(folder: string): SourceFile[] {
  return sourceFiles(folder).map(({ path, text }) => ({
    path,
    imports: importsOf(text)
      .map(({ specifier }) => specifier)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(posix.dirname(path), specifier)),
  }));
}

function roomOf(path: string, rules: RoomRules): string | undefined {
  return Object.keys(rules)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Returns rules that name a later or unknown folder, which could allow cycles. */
function upwardRules(rules: RoomRules): string[] {
  const rooms = Object.keys(rules);
  return Object.entries(rules).flatMap(([room, allowed]) =>
    allowed
      .filter((other) => !rooms.slice(0, rooms.indexOf(room)).includes(other))
      .map((other) => `the rule of ${room} names ${other}, which is not below it`),
  );
}

function problemsOf({ path, imports }: SourceFile, rules: RoomRules): string[] {
  const room = roomOf(path, rules);
  if (room === undefined) return [`${path} is in no room`];
  return imports.flatMap((imported) => {
    if (TEST_CODE.test(imported)) return [`${path} must not import ${imported}`];
    const other = roomOf(imported, rules);
    if (other === room || (other !== undefined && rules[room]?.includes(other))) return [];
    return [`${path} must not import ${imported}: ${room} does not know ${other ?? 'it'}`];
  });
}

/** Returns the imports that break the rules. */
export function checkRooms(sources: readonly SourceFile[], rules: RoomRules): string[] {
  return [...upwardRules(rules), ...sources.flatMap((source) => problemsOf(source, rules))];
}

/** Returns the import cycles between files, each as `a -> b -> a`. */
export function findCycles(sources: readonly SourceFile[]): string[] {
  const importsByPath = new Map(sources.map(({ path, imports }) => [path, imports]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (finished.has(path)) return;
    for (const imported of importsByPath.get(path) ?? []) visit(imported, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}
