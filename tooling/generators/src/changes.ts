import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IndentationText, Project, QuoteKind, type SourceFile } from 'ts-morph';
import { GeneratorError } from './generator-error.ts';

/** Paths of a change, relative to its root. */
export interface ChangedPaths {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/** New and changed files in memory, until `write` puts them all on disk. */
export interface Changes {
  exists(path: string): boolean;
  /** Returns the source files below a folder whose text has a word, without tests. */
  filesWith(folder: string, word: string): readonly SourceFile[];
  /** @throws {GeneratorError} when there is such a file. */
  create(path: string, text: string): void;
  /** Changes a source file. @throws {GeneratorError} when it is missing. */
  edit(path: string, change: (file: SourceFile) => void): void;
  /** Returns a source file to read. @throws {GeneratorError} when it is missing. */
  read(path: string): SourceFile;
  /** Returns the text of a file. @throws {GeneratorError} when it is missing. */
  readText(path: string): string;
  /** Changes a file of another language. @throws {GeneratorError} when it is missing. */
  editText(path: string, change: (text: string) => string): void;
  paths(): ChangedPaths;
  /** Writes all files, or none when one cannot be written. */
  write(): void;
}

interface PlannedFile {
  /** Null for a new file. */
  readonly before: string | null;
  readonly textNow: () => string;
}

/** Starts a change of the files below `root`. */
export function createChanges(root: string): Changes {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      useTrailingCommas: true,
    },
  });
  const planned = new Map<string, PlannedFile>();
  const texts = new Map<string, string>();

  function load(path: string): string {
    const file = join(root, path);
    if (!existsSync(file)) {
      throw new GeneratorError(
        `${path} is missing; README.md of the generators lists what they need.`,
      );
    }
    return readFileSync(file, 'utf8');
  }

  function read(path: string): SourceFile {
    return project.getSourceFile(`/${path}`) ?? project.createSourceFile(`/${path}`, load(path));
  }

  /** Null for a file that this change creates. */
  function beforeOf(path: string, current: () => string): string | null {
    const known = planned.get(path);
    return known === undefined ? current() : known.before;
  }

  return {
    exists: (path) => planned.has(path) || existsSync(join(root, path)),
    read,
    readText: (path) => texts.get(path) ?? load(path),

    filesWith(folder, word) {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
        .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(path))
        .filter((path) => load(path).includes(word))
        .map(read);
    },

    create(path, text) {
      if (planned.has(path) || existsSync(join(root, path))) {
        throw new GeneratorError(`${path} exists already, and is not overwritten.`);
      }
      const file = path.endsWith('.ts') && project.createSourceFile(`/${path}`, text);
      planned.set(path, { before: null, textNow: () => (file ? file.getFullText() : text) });
    },

    edit(path, change) {
      const file = read(path);
      const before = beforeOf(path, () => file.getFullText());
      change(file);
      planned.set(path, { before, textNow: () => file.getFullText() });
    },

    editText(path, change) {
      const text = texts.get(path) ?? load(path);
      const before = beforeOf(path, () => text);
      texts.set(path, change(text));
      planned.set(path, { before, textNow: () => texts.get(path) ?? text });
    },

    paths() {
      const entries = [...planned].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return {
        created: entries.flatMap(([path, { before }]) => (before === null ? [path] : [])),
        changed: entries.flatMap(([path, { before, textNow }]) =>
          before !== null && before !== textNow() ? [path] : [],
        ),
      };
    },

    write() {
      const undo: (() => void)[] = [];
      try {
        for (const [path, { before, textNow }] of planned) {
          const file = join(root, path);
          const firstFolder = mkdirSync(dirname(file), { recursive: true });
          if (firstFolder !== undefined) {
            undo.push(() => rmSync(firstFolder, { recursive: true, force: true }));
          }
          // A new file is never written over one that appeared meanwhile.
          writeFileSync(file, textNow(), { flag: before === null ? 'wx' : 'w' });
          undo.push(() => (before === null ? rmSync(file) : writeFileSync(file, before)));
        }
      } catch (error) {
        for (const step of undo.toReversed()) step();
        throw error;
      }
    },
  };
}
