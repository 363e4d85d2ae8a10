import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Returns the folder of a dependency; undefined for an optional one of another platform. */
function folderOf(name: string, importer: string): string | undefined {
  const modules = createRequire(join(importer, 'package.json')).resolve.paths(name) ?? [];
  const folder = modules
    .map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'package.json')));
  return folder && realpathSync(folder);
}

/** Returns every package that installing this one installs too, sorted by name. */
function dependencyClosure(folder: string, found = new Set<string>()): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  const names = Object.keys({ ...optionalDependencies, ...peerDependencies, ...dependencies });
  for (const name of names.filter((each) => !found.has(each))) {
    found.add(name);
    const installed = folderOf(name, folder);
    if (installed !== undefined) dependencyClosure(installed, found);
  }
  return [...found].sort();
}

test.each([
  ['kit/base', ['zod']],
  ['kit/auth-contract', ['@trastienda/base', 'zod']],
  ['packages/contract', ['@trastienda/auth-contract', '@trastienda/base', 'zod']],
])('a browser that installs %s installs no library of a server', (folder, expected) => {
  expect(dependencyClosure(join(ROOT, folder))).toEqual(expected);
});

test('the packages behind a dependency are found', () => {
  const closure = dependencyClosure(join(ROOT, 'kit/auth'));
  expect(closure).toEqual(expect.arrayContaining(['lucia', 'mongodb', 'nodemailer', 'zod']));
});
