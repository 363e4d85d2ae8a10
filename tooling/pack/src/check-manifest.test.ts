import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkManifest, type Manifest } from './check-manifest.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));

const packages = ['kit', 'packages', 'tooling', 'apps']
  .flatMap((parent) => readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`))
  .filter((folder) => existsSync(join(ROOT, folder, 'package.json')))
  .map((folder) => ({ folder, manifest: readManifest(folder) }));
const publishable = packages.filter(({ manifest }) => manifest.private !== true);
const published = new Set(publishable.map(({ manifest }) => manifest.name));
const { repository } = readManifest('.');

describe('every published package', () => {
  test.each(publishable)('in $folder has all fields that npm shows or needs', (one) => {
    const { folder, manifest } = one;
    expect(checkManifest(manifest, { folder, published, repository })).toEqual([]);
  });

  test.each(publishable)('in $folder has a README that begins with its name', (one) => {
    const readme = readFileSync(join(ROOT, one.folder, 'README.md'), 'utf8');
    expect(readme.split('\n')[0]).toBe(`# ${one.manifest.name}`);
  });

  test('has its versions made by changesets, which knows it', () => {
    const { fixed }: { fixed: readonly (readonly string[])[] } = JSON.parse(
      readFileSync(join(ROOT, '.changeset/config.json'), 'utf8'),
    );
    const known = new Set(fixed.flat());
    // These need none of the others.
    const alone = [...published].filter((name) => !known.has(name));
    expect(alone.sort()).toEqual(['@trastienda/embedded-mongo', '@trastienda/hono-trpc']);
    expect([...known].filter((name) => !published.has(name))).toEqual([]);
  });
});

describe('checking a manifest', () => {
  const whole: Manifest = {
    name: 'example',
    description: 'Shows what a manifest needs.',
    keywords: ['example'],
    license: 'MIT',
    author: 'The authors',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: ['dist'],
    publishConfig: { access: 'public' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
    dependencies: { zod: 'catalog:', base: 'workspace:*' },
  };
  const workspace = {
    folder: 'kit/example',
    published: new Set(['base', 'example']),
    repository: undefined,
  };
  const check = (change: object, other: object = {}) =>
    checkManifest({ ...whole, ...change }, { ...workspace, ...other });

  test('finds nothing in one that has everything', () => {
    expect(check({})).toEqual([]);
  });

  const others = ['name', 'dependencies', 'exports'];
  test.each(Object.keys(whole).filter((field) => !others.includes(field)))(
    'finds that %s is missing',
    (field) => {
      expect(check({ [field]: undefined })).toEqual([`example: has a wrong ${field}: undefined`]);
    },
  );

  test('finds an entry whose types are not read before its code', () => {
    const exports = { '.': { default: './dist/index.js', types: './dist/index.d.ts' } };
    expect(check({ exports })).toHaveLength(1);
  });

  test('finds a package that is neither imported nor run', () => {
    expect(check({ exports: undefined })).toHaveLength(1);
    expect(check({ exports: undefined, bin: { example: './dist/cli.js' } })).toEqual([]);
  });

  test('finds a dependency that nobody can install', () => {
    const change = { peerDependencies: { 'private-one': 'workspace:*' } };
    expect(check(change)).toEqual(['example: depends on private-one, which is not published']);
  });

  test('wants the repository of the root, with the folder of the package', () => {
    const url = 'git+https://git.example/trastienda.git';
    const root = { repository: { type: 'git', url } };
    const own = { type: 'git', url, directory: 'kit/example' };
    expect(check({ repository: own }, root)).toEqual([]);
    expect(check({}, root)).toEqual([`example: needs "repository": ${JSON.stringify(own)}`]);
  });
});
