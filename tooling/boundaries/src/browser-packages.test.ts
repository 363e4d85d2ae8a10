import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { packageOf, staticImportsOf } from './imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
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
  const { dependencies, peerDependencies = {}, optionalDependencies } = manifest;
  const isInstalled = (peer: string) => manifest.peerDependenciesMeta?.[peer]?.optional !== true;
  const peers = Object.keys(peerDependencies).filter(isInstalled);
  const names = [...Object.keys({ ...optionalDependencies, ...dependencies }), ...peers];
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
  [
    'kit/client',
    ['@trpc/client', '@trpc/server', 'eventsource', 'eventsource-parser', 'typescript'],
  ],
  ['packages/contract', ['@trastienda/auth-contract', '@trastienda/base', 'zod']],
])('a browser that installs %s installs no library of a server', (folder, expected) => {
  // TypeScript, a peer dependency of tRPC, has a package for each platform.
  const installed = dependencyClosure(join(ROOT, folder));
  expect(installed.filter((name) => !name.startsWith('@typescript/'))).toEqual(expected);
});

/** Returns the packages that load with a source file, by its own imports and those of its files. */
function packagesOf(path: string, visited = new Set<string>()): Set<string> {
  visited.add(path);
  const found = new Set<string>();
  for (const { specifier, isTypeOnly } of staticImportsOf(readFileSync(path, 'utf8'))) {
    const target = join(path, '..', specifier);
    if (isTypeOnly || visited.has(target)) continue;
    if (!specifier.startsWith('.')) found.add(packageOf(specifier));
    else for (const name of packagesOf(target, visited)) found.add(name);
  }
  return found;
}

test('only the entry /react of kit/client loads React', () => {
  const client = join(ROOT, 'kit/client/src');
  expect([...packagesOf(join(client, 'index.ts'))].sort()).toEqual([
    '@trpc/client',
    '@trpc/server',
  ]);
  const react = packagesOf(join(client, 'react/index.ts'));
  expect(react).toContain('react');
  // Its types are enough: pages without queries do not install it.
  expect(react).not.toContain('@tanstack/react-query');
});

test('the packages behind a dependency are found', () => {
  const closure = dependencyClosure(join(ROOT, 'kit/auth'));
  expect(closure).toEqual(expect.arrayContaining(['lucia', 'mongodb', 'nodemailer', 'zod']));
});
