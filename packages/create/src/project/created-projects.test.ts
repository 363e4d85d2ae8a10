import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deriveTemplate } from '../derive/derive-template.ts';
import { TEMPLATES } from '../template.ts';
import { readProject } from '../testing/read-project.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { createProject } from './create-project.ts';

interface Manifest {
  readonly name: string;
  readonly private: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const work = await useTemporaryFolder();
const templates = join(work, 'templates');
for (const template of TEMPLATES) await deriveTemplate(template, templates);

/** Names before and after those of other packages, and as long as they may be. */
const NAMES = ['a', 'my-app', `zebra-${'x'.repeat(34)}`];
const projects = TEMPLATES.flatMap((template) => NAMES.map((name) => ({ template, name })));

async function create(template: (typeof TEMPLATES)[number], name: string): Promise<string> {
  const folder = join(work, template, name);
  if (existsSync(folder)) return folder;
  await createProject({ folder, name, template, tarballFolder: null, templates });
  return folder;
}

test.each(projects)('The linter has nothing to say of $template as $name', async (project) => {
  const cwd = await create(project.template, project.name);
  const check = promisify(execFile)(process.execPath, [BIOME, 'check', '--colors=off'], { cwd });
  const output = await check.then(
    () => '',
    (failure: { stdout: string; stderr: string }) => failure.stdout + failure.stderr,
  );
  expect(output).toBe('');
});

describe.each(TEMPLATES)('The project of %s', async (template) => {
  const folder = await create(template, 'my-app');
  const files = await readProject(folder);
  const manifests = [...files]
    .filter(([path]) => posix.basename(path) === 'package.json')
    .map(([, text]): Manifest => JSON.parse(text));
  const settings: Readonly<Record<'catalog' | 'overrides', Readonly<Record<string, string>>>> =
    parse(files.get('pnpm-workspace.yaml') ?? '');

  test('has private packages of its own scope', () => {
    const names = manifests.map(({ name }) => name);
    const packages = names.filter((name) => name !== 'my-app');
    expect(packages).toHaveLength(names.length - 1);
    expect(packages).toContain('@my-app/api');
    expect(packages.filter((name) => !name.startsWith('@my-app/'))).toEqual([]);
    expect(manifests.filter((manifest) => !manifest.private)).toEqual([]);
  });

  test('takes what it depends on from its own packages or from its catalog', () => {
    const own = new Set(manifests.map(({ name }) => name));
    const wrong = manifests.flatMap(({ name, dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies })
        .filter(([dependency, version]) => {
          if (own.has(dependency)) return version !== 'workspace:*';
          return version !== 'catalog:' || !(dependency in settings.catalog);
        })
        .map(([dependency, version]) => `${name}: ${dependency}@${version}`),
    );
    expect(wrong).toEqual([]);
  });

  test('overrides nothing of packages that it does not have', () => {
    const parents = Object.keys(settings.overrides).map((name) => name.replace(/(.)>.*$/, '$1'));
    expect(parents).toContain('vite');
    expect(parents.filter((name) => !(name in settings.catalog))).toEqual([]);
  });

  test('installs every package of the kit that its sources name', () => {
    const named = new Set<string>();
    for (const [path, text] of files) {
      if (!/\.[cm]?tsx?$/.test(path)) continue;
      for (const [, name = ''] of text.matchAll(/'(@trastienda\/[^'/]+)/g)) named.add(name);
    }
    expect(named.size).toBeGreaterThan(3);
    expect([...named].filter((name) => !(name in settings.catalog))).toEqual([]);
  });

  test('has the file of every preset that its settings extend, and of every relative link', () => {
    const missing = [...files].flatMap(([path, text]) => {
      const pattern = path.endsWith('.md')
        ? /\]\((?![a-z]+:|#)([^)#\s]+)/g
        : /(?:"extends": "|^export .* from ')(\.[^"']+)/gm;
      if (!/(?:\.md|tsconfig\S*\.json|vitest\.config\.ts)$/.test(path)) return [];
      return [...text.matchAll(pattern)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(folder, dirname(path), target)))
        .map((target) => `${path}: ${target}`);
    });
    expect(missing).toEqual([]);
  });

  test('keeps nothing of this repository: no template name, no preset, no condition', () => {
    const traces = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/trastienda-app|@trastienda\/source|tooling\/(?:tsconfig|vitest)/g)].map(
        ([trace]) => `${path}: ${trace}`,
      ),
    );
    expect(traces).toEqual([]);
  });

  test('starts and tests by the package manager that it names', () => {
    const root = JSON.parse(files.get('package.json') ?? '{}');
    expect(root.packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
    expect(root.scripts.start).toBe(`npx -y ${root.packageManager} run serve`);
    expect(root.scripts.test).toBe(`npx -y ${root.packageManager} run verify`);
  });
});
