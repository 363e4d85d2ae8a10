import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from './files-in.ts';

export interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

// The formatter leaves one way to write an import, so a pattern reads them all; the test beside
// this file holds it to that.
const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every import and re-export that loads with the module, but for dynamic ones. */
export function staticImportsOf(source: string): Import[] {
  return [...source.matchAll(STATEMENT)].map(([, type, specifier = '']) => ({
    specifier,
    isTypeOnly: type !== undefined,
  }));
}

/** Every import and re-export of a source text. */
export function importsOf(source: string): Import[] {
  return [
    ...staticImportsOf(source),
    ...[...source.matchAll(DYNAMIC)].map(([, specifier = '']) => ({
      specifier,
      isTypeOnly: false,
    })),
  ];
}

/** The package that a specifier names: `@trpc/server` for `@trpc/server/adapters/fetch`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** What runs in production: no tests, and nothing that only tests use. */
export function sourceFiles(folder: string): { path: string; text: string }[] {
  return filesIn(folder)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .filter((path) => !/(^|\/)testing\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
